// What the page loads behind the first marks: what corrects and keeps, draws, takes along and explains.

import styles from '../pkg/behind-styles.js';
import { Correcting } from './correcting.js';
import { GetsWrong } from './gets-wrong.js';
import { AtAGlance } from './glance.js';
import { LinkError, packLink, unpackLink } from './link.js';
import { ArticleStrip } from './strip.js';
import { TakeAlong } from './take-along.js';

const sheet = new CSSStyleSheet();
sheet.replaceSync(styles);
document.adoptedStyleSheets.push(sheet);

customElements.define('article-strip', ArticleStrip);
customElements.define('at-a-glance', AtAGlance);
customElements.define('gets-wrong', GetsWrong);
customElements.define('take-along', TakeAlong);

export { Correcting, LinkError, packLink, unpackLink };
