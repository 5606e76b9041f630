import fs from 'node:fs'
import path from 'node:path'
import { interfacePage } from './interface.mjs'
import { pages, root } from './places.mjs'

// What stands elsewhere in the repository becomes pages: docs/*.md, the decisions, the change log, the
// description of the interface, and the pictures that the browser tests take.

const docs = path.join(root, 'docs')
const own = {
  'README.md': '/start/developer',
  'SECURITY.md': '/security/reporting',
  'CHANGELOG.md': '/changelog',
  'docs/openapi-v1.json': '/reference/interface',
}

function write(place, text) {
  const file = path.join(pages, place)
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, text)
}

/** Links to what has a page go there; what is only in the repository is named, not linked. */
function relinked(text, from) {
  return text.replaceAll(/\[([^\]]*)\]\(([^)\s]+)\)/g, (whole, words, target) => {
    if (/^(https?:|mailto:|#)/.test(target)) {
      return whole
    }
    const [file, anchor] = target.split('#')
    const inside = path.relative(root, path.resolve(path.dirname(from), file))
    const page = own[inside] ?? pageOf(inside)
    if (page) {
      return `[${words}](${page}${anchor ? '#' + anchor : ''})`
    }
    return inside.includes(words) ? `\`${inside}\`` : `${words} (\`${inside}\`)`
  })
}

function pageOf(inside) {
  const decision = inside.match(/^docs\/adr\/(.+)\.md$/)
  if (decision) {
    return decision[1] === 'README' ? '/decisions/' : `/decisions/${decision[1]}`
  }
  const page = inside.match(/^docs\/([^/]+)\.md$/)
  return page && fs.existsSync(path.join(root, inside)) ? `/reference/${page[1]}` : undefined
}

/** Type variables and the like are text, not elements of the page. */
function asMarkdown(text) {
  let fenced = false
  return text
    .split('\n')
    .map((line) => {
      if (line.startsWith('```')) {
        fenced = !fenced
      }
      return fenced ? line : line.replaceAll(/(`[^`]*`)|<(?!!--|\/?(?:a|br|sub|sup|kbd|details|summary|img)\b)/g, (whole, code) => code ?? '&lt;').replaceAll(/(`[^`]*`)|\{\{/g, (whole, code) => code ?? '&#123;&#123;')
    })
    .join('\n')
}

function page(file, place) {
  publish(place, asMarkdown(relinked(fs.readFileSync(file, 'utf8'), file)))
}

/** In both navigations: who reads German stays there, and is told that the text is English. */
function publish(place, text) {
  write(place, text)
  const german = text.replaceAll(/\]\(\/(?!pictures\/)/g, '](/de/')
  write(path.join('de', place), `::: info\nDiese Seite gibt es nur auf Englisch.\n:::\n\n<div lang="en">\n\n${german}\n</div>\n`)
}

for (const folder of ['reference', 'decisions', 'de/reference', 'de/decisions', 'public']) {
  fs.rmSync(path.join(pages, folder), { recursive: true, force: true })
}
for (const name of fs.readdirSync(docs).filter((name) => name.endsWith('.md'))) {
  page(path.join(docs, name), `reference/${name}`)
}
for (const name of fs.readdirSync(path.join(docs, 'adr'))) {
  page(path.join(docs, 'adr', name), `decisions/${name === 'README.md' ? 'index.md' : name}`)
}
page(path.join(root, 'CHANGELOG.md'), 'changelog.md')
write('security/reporting.md', asMarkdown(relinked(fs.readFileSync(path.join(root, 'SECURITY.md'), 'utf8'), path.join(root, 'SECURITY.md'))))
publish('reference/interface.md', interfacePage(JSON.parse(fs.readFileSync(path.join(docs, 'openapi-v1.json'), 'utf8'))))

// the newest picture counts: of the last test run where there was one, else the one that was kept
const kept = path.join(root, 'site/pictures')
const samples = path.join(root, 'samples')
const taken = fs
  .readdirSync(samples)
  .map((sample) => path.join(samples, sample, 'target/screenshots'))
  .filter((folder) => fs.existsSync(folder))
fs.mkdirSync(path.join(pages, 'public/pictures'), { recursive: true })
for (const name of fs.existsSync(kept) ? fs.readdirSync(kept) : []) {
  const fresh = taken.map((folder) => path.join(folder, name)).find((file) => fs.existsSync(file))
  if (fresh && process.argv.includes('--keep')) {
    fs.copyFileSync(fresh, path.join(kept, name))
  }
  fs.copyFileSync(fresh ?? path.join(kept, name), path.join(pages, 'public/pictures', name))
}
