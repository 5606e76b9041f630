/** Makes elements without ever parsing text as HTML: what people write stays text. */

/**
 * @param {string} name
 * @param {object} properties `on…` are listeners, `class`, `aria-…`, `data-…` and the like are
 *     attributes, everything else is set as a property
 * @param {...(Node | string | null | undefined | false)} children
 */
export function h(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === null || value === false) {
      continue;
    }
    if (key.startsWith('on')) {
      element.addEventListener(key.slice(2), value);
    } else if (key.includes('-') || ['class', 'role', 'for', 'lang', 'list', 'datetime'].includes(key)) {
      element.setAttribute(key, value === true ? '' : value);
    } else {
      element[key] = value;
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

/** Shows these, and nothing else, in the page. */
export function show(...children) {
  const app = document.getElementById('app');
  app.replaceChildren(...children);
  return app;
}

const PARTS = /(https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]])|\*\*([^*\n]+)\*\*|(?<![\w*])[*_]([^*_\n]+)[*_](?![\w*])|`([^`\n]+)`|\[@?((?:\\.|[^\]\\\n])*)\]\((mimi:\/\/[^\s)<>]+)\)/g;

/**
 * The little Markdown that a chat needs: addresses, strong, emphasis, code, mentions.
 *
 * @param {(id: string) => object | undefined} person who takes part
 */
export function marked(text, person = () => undefined) {
  const nodes = [];
  let at = 0;
  for (const match of text.matchAll(PARTS)) {
    nodes.push(text.slice(at, match.index));
    const [, address, strong, emphasis, code, called, id] = match;
    if (address) {
      nodes.push(h('a', { href: address, target: '_blank', rel: 'noopener noreferrer nofollow' }, address));
    } else if (strong) {
      nodes.push(h('strong', {}, strong));
    } else if (emphasis) {
      nodes.push(h('em', {}, emphasis));
    } else if (code) {
      nodes.push(h('code', {}, code));
    } else {
      // the name that is known here, not the one that the sender gives
      const meant = person(id);
      const name = `@${meant?.name ?? called.replace(/\\(.)/g, '$1')}`;
      nodes.push(meant ? h('strong', { class: meant.self ? 'mention me' : 'mention' }, h('bdi', {}, name)) : name);
    }
    at = match.index + match[0].length;
  }
  nodes.push(text.slice(at));
  return nodes;
}
