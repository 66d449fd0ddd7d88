import { expect, it } from "vitest";
import { isNotorious } from "../../server/features/sessions/notorious-passwords.js";
import { clientOf } from "../../server/http/client-of.js";

it.each([
  ["Passw0rd", "P@ssw0rd", "p@$$W0rd!", "Password-2024", "@dmin123", "Admin@123", "Adm1n!2022", "Qwer1234!"],
  ["1qaz@WSX", "!QAZ2wsx", "Aa123456", "Abc123!@#", "Aa123456!", "12345678Aa!", "Woaini520!", "Huawei@123"],
])("%s and its like are tried first, and refused", (...passwords) => {
  expect(passwords.filter((password) => !isNotorious(password))).toEqual([]);
});

it("other passwords are taken", () => {
  const passwords = [
    "Everybody-2022",
    "Chosen-by-me-1",
    "Qm7#2!kV",
    "Q8#2!9$4",
    "红旗渠-Dam-7",
    "Adminton-Court-4",
  ];
  expect(passwords.filter(isNotorious)).toEqual([]);
});

it("a browser is told apart by what it says of itself", () => {
  const base =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0";
  expect(clientOf(`${base} Safari/537.36`)).toBe("Chrome · Windows");
  expect(clientOf(`${base} Safari/537.36 Edg/124.0`)).toBe("Edge · Windows");
  expect(
    clientOf(
      "Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) Version/17.4 Mobile/15E148 Safari/604.1",
    ),
  ).toBe("Safari · iPhone");
  expect(clientOf("Mozilla/5.0 (X11; Linux x86_64; rv:125.0) Gecko/20100101 Firefox/125.0")).toBe(
    "Firefox · Linux",
  );
  expect([clientOf(undefined), clientOf("node")]).toEqual([null, null]);
});
