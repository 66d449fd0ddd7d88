/** The rules that a page can judge; the server has the last word, and knows which passwords are too common or were used before. */
export type PasswordRule = "length" | "kinds" | "name";

/** Which rules a password keeps so far. */
export function keptRules(password: string, name: string): { rule: PasswordRule; isKept: boolean }[] {
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/].filter((kind) => kind.test(password)).length;
  const own = name.trim().toLowerCase();
  const holdsName = own !== "" && password.toLowerCase().includes(own);
  return [
    { rule: "length", isKept: password.length >= 8 },
    { rule: "kinds", isKept: kinds >= 3 },
    { rule: "name", isKept: password !== "" && !holdsName },
  ];
}
