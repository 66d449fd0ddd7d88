/**
 * What people choose when they are made to choose, as it is without the digits and signs around it and without letters
 * written as digits or signs: one word here stands for all of `Passw0rd`, `P@ssword1`, `password_2024` and their like.
 * From the well-known lists of leaked passwords, those that have three kinds of characters.
 */
const words = new Set(
  `abc abcd abcde abcdef abcdefg admin administrator adminadmin asd asdf asdfg asdfgh asdfghjkl changeme china chinese
   computer default dragon football guest hello huawei iloveyou letmein login luoshi master mima monkey nihao oracle
   pass passwd password princess qaz qazwsx qazwsxedc qq qwe qweasd qweasdzxc qwer qwert qwerty qwertyuiop root secret
   server shadow sunshine superman sysadmin system temp tempassword test testing tianya user wangyi weixin welcome
   windows woaini woainima wsx zaq zaqwsx zhongguo zxc zxcv zxcvb zxcvbn zxcvbnm`.split(/\s+/),
);

/** Walks over the keyboard and other rows that mix all kinds. */
const rows = new Set(
  `1qaz2wsx 1qaz@wsx !qaz2wsx !qaz@wsx 1q2w3e4r 1q2w3e4r5t !q2w3e4r zaq12wsx zaq1@wsx qwe123!@# 123qwe!@# !@#123qwe
   qwe!@#123 1a2b3c4d a1b2c3d4 a1b2c3d4e5 123abc!@# abc123!@# aa123456 aa112233 a123456a 5201314a`.split(
    /\s+/,
  ),
);

const meant: Record<string, string> = {
  "@": "a",
  "4": "a",
  "0": "o",
  "1": "i",
  "3": "e",
  $: "s",
  "5": "s",
  "7": "t",
};

/** Whether a password is one of those that are tried first. */
export function isNotorious(password: string): boolean {
  const small = password.toLowerCase();
  if (rows.has(small)) return true;
  const cores = [trimmed(small), trimmed(small.replaceAll("@", "a").replaceAll("$", "s"))];
  if (cores.some((core) => rows.has(core) || words.has(core) || words.has(asMeant(core)))) return true;
  return cores.every((core) => core.length < 3) && /123|321|000|666|888/.test(small);
}

function asMeant(text: string): string {
  return [...text].map((character) => meant[character] ?? character).join("");
}

/** Without the digits and signs at both ends. */
function trimmed(text: string): string {
  const isLetter = (character = "") =>
    character.toLowerCase() !== character.toUpperCase() || character > "\u2e80";
  const characters = [...text];
  const first = characters.findIndex(isLetter);
  const last = characters.findLastIndex(isLetter);
  return first < 0 ? "" : characters.slice(first, last + 1).join("");
}
