// without the fonts that the default theme would bring: the reader's own are there already
import Theme from 'vitepress/theme-without-fonts'
import './site.css'

export default Theme
