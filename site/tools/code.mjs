import fs from 'node:fs'
import path from 'node:path'
import { root } from './places.mjs'

/**
 * The lines between the comments `tag::name` and `end::name` of a file of this repository, or all of
 * it; what is not there ends the build, so that no page shows code that is not in a test or sample.
 *
 * @param {string} place `path` or `path#name`
 */
export function code(place) {
  const [file, tag] = place.trim().split('#')
  const text = fs.readFileSync(path.join(root, file), 'utf8')
  const lines = text.split('\n')
  if (!tag) {
    return text.trimEnd() + '\n'
  }
  const marks = (word) =>
    lines.flatMap((line, at) => (new RegExp(`\\b${word}::${tag}(\\[\\])?\\s*(-->)?$`).test(line) ? [at] : []))
  const [begin, end] = [marks('tag'), marks('end')]
  if (begin.length !== 1 || end.length !== 1 || end[0] <= begin[0] + 1) {
    throw new Error(`${file} has no region ${tag}, or several`)
  }
  const region = lines.slice(begin[0] + 1, end[0]).filter((line) => !/\b(tag|end)::\w/.test(line))
  const indent = Math.min(...region.filter((line) => line.trim()).map((line) => line.search(/\S/)))
  return region.map((line) => line.slice(indent)).join('\n').trim() + '\n'
}

/** What the highlighter calls the language of a file. */
export function language(place) {
  const file = place.trim().split('#')[0]
  const known = { java: 'java', js: 'js', html: 'html', xml: 'xml', sh: 'sh', sql: 'sql', json: 'json', ts: 'ts' }
  return known[path.extname(file).slice(1)] ?? 'sh'
}
