import { fileURLToPath } from 'node:url'
import path from 'node:path'

/** The root of the repository. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

export const pages = path.join(root, 'site/pages')
export const built = path.join(root, 'site/target/site')
