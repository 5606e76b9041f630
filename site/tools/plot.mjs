import fs from 'node:fs'
import path from 'node:path'
import { root } from './places.mjs'

/**
 * A bar for each figure of one row of a table in docs/benchmarks.md; a row or column that is not
 * there any more ends the build. Plain HTML: readable without styles, by screen readers, in both
 * themes.
 *
 * @param {string} wanted lines `key: value`: title, row (how its first cell begins), unit, and one
 *     `bar: label = column` for each
 */
export function plot(wanted) {
  const asked = wanted.trim().split('\n').map((line) => {
    const at = line.indexOf(':')
    return [line.slice(0, at).trim(), line.slice(at + 1).trim()]
  })
  const one = (key) => asked.find(([k]) => k === key)?.[1] ?? missing(`a plot without ${key}`)
  const bars = asked.filter(([key]) => key === 'bar').map(([, value]) => {
    const [label, column] = value.split(' = ')
    return { label, figure: figure(one('row'), column, asked.find(([k]) => k === 'part')?.[1]) }
  })
  const most = Math.max(...bars.map((bar) => bar.figure))
  const rows = bars
    .map(
      ({ label, figure }) =>
        `<tr><th scope="row">${escaped(label)}</th><td><span class="bar" style="width:${Math.max(1, (figure / most) * 100).toFixed(1)}%"></span></td><td class="figure">${figure} ${escaped(one('unit'))}</td></tr>`,
    )
    .join('')
  return `<table class="plot"><caption>${escaped(one('title'))}</caption><tbody>${rows}</tbody></table>\n`
}

/** Cells of the form `a / b` hold several figures; part says which, from 1. */
function figure(row, column, part) {
  for (const table of tables()) {
    const at = table.head.indexOf(column)
    const cells = table.rows.find((cells) => cells[0].startsWith(row))
    if (at > 0 && cells) {
      const text = cells[at].split(' / ')[Number(part ?? 1) - 1] ?? ''
      const number = text.replaceAll(/(\d),(\d{3})/g, '$1$2').match(/\d+(\.\d+)?/)
      return number ? Number(number[0]) : missing(`no figure in "${row}", "${column}": ${text}`)
    }
  }
  return missing(`no row "${row}" with a column "${column}" in docs/benchmarks.md`)
}

function tables() {
  const found = []
  let table
  for (const line of fs.readFileSync(path.join(root, 'docs/benchmarks.md'), 'utf8').split('\n')) {
    if (!line.startsWith('|')) {
      table = undefined
      continue
    }
    const cells = line.slice(1, line.lastIndexOf('|')).split('|').map((cell) => cell.trim())
    if (!table) {
      found.push((table = { head: cells, rows: [] }))
    } else if (!cells.every((cell) => /^-+:?$/.test(cell))) {
      table.rows.push(cells)
    }
  }
  return found
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}

function missing(what) {
  throw new Error(`Plot: ${what}`)
}
