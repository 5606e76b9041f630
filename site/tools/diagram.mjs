import { renderMermaidSVG } from 'beautiful-mermaid'

/** An SVG that takes its colours from the page, and loads nothing. */
export function diagram(text, title) {
  const svg = renderMermaidSVG(text, {
    bg: 'var(--vp-c-bg)',
    fg: 'var(--vp-c-text-1)',
    accent: 'var(--vp-c-brand-1)',
    muted: 'var(--vp-c-text-2)',
    line: 'var(--vp-c-text-3)',
    transparent: true,
  })
  return (
    '<figure class="diagram">' +
    svg
      .replace(/@import url\([^)]*\);/g, '')
      .replaceAll("'Inter', ", '')
      .replace(/(<style>)([\s\S]*?)(<\/style>)/g, (_, open, css, close) => open.replace('<style>', '<component is="style">') + css + '</component>')
      .replace('<svg ', `<svg role="img" aria-label="${title.replaceAll('"', '&quot;')}" `) +
    `<figcaption>${title}</figcaption></figure>\n`
  )
}
