import fs from 'node:fs'
import path from 'node:path'
import { built } from './places.mjs'

// Every link of the built pages leads somewhere, and no page loads anything from elsewhere.

const files = fs.readdirSync(built, { recursive: true }).filter((name) => name.endsWith('.html') && !name.startsWith('javadoc'))
const ids = new Map()
const wrong = []
let links = 0

function html(name) {
  return fs.readFileSync(path.join(built, name), 'utf8')
}

function anchors(name) {
  if (!ids.has(name)) {
    ids.set(name, new Set([...html(name).matchAll(/\s(?:id|name)="([^"]*)"/g)].map((m) => decodeURIComponent(m[1]))))
  }
  return ids.get(name)
}

for (const name of files) {
  for (const [, element, attributes] of html(name).matchAll(/<(a|img|script|link|iframe|source|video)\b([^>]*)>/g)) {
    const target = attributes.match(/\s(?:href|src)="([^"]*)"/)?.[1].replaceAll('&amp;', '&')
    if (target === undefined || target === '') {
      continue
    }
    links++
    if (/^[a-z]+:/.test(target) || target.startsWith('//')) {
      if (element !== 'a' && !target.startsWith('data:')) {
        wrong.push(`${name} loads ${target}`)
      }
      continue
    }
    const [place, anchor] = decodeURI(target).split('#')
    const file = place === '' ? name : path.join(place.startsWith('/') ? '' : path.dirname(name), place)
    const found = [file, file + '.html', path.join(file, 'index.html')]
      .map((candidate) => candidate.replace(/^\//, ''))
      .find((candidate) => fs.existsSync(path.join(built, candidate)) && fs.statSync(path.join(built, candidate)).isFile())
    if (!found) {
      wrong.push(`${name} links to ${target}, which is not there`)
    } else if (anchor && found.endsWith('.html') && !found.startsWith('javadoc') && !anchors(found).has(anchor)) {
      wrong.push(`${name} links to ${target}: the page has no #${anchor}`)
    }
  }
}
for (const name of fs.readdirSync(built, { recursive: true }).filter((name) => /\.(css|svg)$/.test(name) && !name.startsWith('javadoc'))) {
  for (const [address] of fs.readFileSync(path.join(built, name), 'utf8').matchAll(/(?:@import|url\()\s*['"]?https?:[^'")]*/g)) {
    wrong.push(`${name} loads ${address}`)
  }
}
if (wrong.length) {
  console.error(wrong.join('\n'))
  process.exit(1)
}
console.log(`${files.length} pages, ${links} links: all lead somewhere`)
