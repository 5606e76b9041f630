import { defineConfig } from 'vitepress'
import { code, language } from '../../tools/code.mjs'
import { diagram } from '../../tools/diagram.mjs'
import { plot } from '../../tools/plot.mjs'
import { built } from '../../tools/places.mjs'
import { de, en } from './sections.mjs'

export default defineConfig({
  title: 'Paravent',
  outDir: built,
  cleanUrls: false,
  appearance: true,
  lastUpdated: false,
  // the Javadoc stands beside the pages; tools/check.mjs follows links into it
  ignoreDeadLinks: [/\/javadoc\//],
  markdown: {
    // the usual ones are too pale for many readers (WCAG 1.4.3)
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config(md) {
      const fence = md.renderer.rules.fence
      md.renderer.rules.fence = (tokens, at, options, env, self) => {
        const token = tokens[at]
        const [kind, ...rest] = token.info.trim().split(/\s+/)
        switch (kind) {
          case 'code':
            token.info = language(token.content)
            token.content = code(token.content)
            return fence(tokens, at, options, env, self)
          case 'mermaid':
            return diagram(token.content, rest.join(' '))
          case 'plot':
            return plot(token.content)
          default:
            return fence(tokens, at, options, env, self)
        }
      }
    },
  },
  themeConfig: {
    search: {
      provider: 'local',
      options: {
        locales: {
          de: {
            translations: {
              button: { buttonText: 'Suchen', buttonAriaLabel: 'Suchen' },
              modal: {
                displayDetails: 'Einzelheiten zeigen',
                resetButtonTitle: 'Zurücksetzen',
                backButtonTitle: 'Schließen',
                noResultsText: 'Nichts gefunden für',
                footer: { selectText: 'öffnen', navigateText: 'wählen', closeText: 'schließen' },
              },
            },
          },
        },
      },
    },
    outline: 'deep',
  },
  locales: {
    root: {
      label: 'English',
      lang: 'en',
      description: 'End-to-end encrypted chat inside the business software a company already runs',
      themeConfig: en,
    },
    de: {
      label: 'Deutsch',
      lang: 'de',
      description: 'Ende-zu-Ende-verschlüsselter Chat in der Unternehmenssoftware, die schon da ist',
      themeConfig: de,
    },
  },
})
