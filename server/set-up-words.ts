import { setUpHours } from "./features/sessions/set-up-key.js";

/** What the terminal says at a start without accounts. It goes to standard error: never into a log that is kept. */
export function setUpWords(link: string): string {
  return `
还没有任何账号。请用浏览器打开下面的链接，建立管理员账号（${setUpHours} 小时内有效，用过即失效，请勿转发）：
No account yet. Open this link in a browser to make the administrator's (works once, for ${setUpHours} hours; keep it to yourself):

  ${link}

`;
}
