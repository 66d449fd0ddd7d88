import type { RouteRecordRaw } from "vue-router";
import { currentViewer } from "../../features/sessions/session";
import { withWords } from "../../i18n/i18n";
import { sectionsFor } from "./settings-sections";

/** The settings' own pages, each beneath `/settings`. */
export const settingsPages: RouteRecordRaw[] = [
  {
    path: "",
    name: "settings",
    // Not a redirect: that is followed before it is known who is signed in. Whoever has none of them is told so by the
    // page itself.
    beforeEnter: () => `/settings/${sectionsFor(currentViewer.value?.person.role)[0] ?? "people"}`,
    component: () => import("./PeoplePage.vue"),
  },
  {
    path: "people",
    name: "settings-people",
    meta: { section: "people" },
    component: () => import("./PeoplePage.vue"),
  },
  {
    path: "people/invitations",
    name: "settings-invitations",
    meta: { section: "people" },
    component: () => import("./InvitationsPage.vue"),
  },
  {
    path: "offices",
    name: "settings-offices",
    meta: { section: "offices" },
    component: () => import("./OfficesPage.vue"),
  },
  {
    path: "programmes/:programmeId?",
    name: "settings-programmes",
    meta: { section: "programmes" },
    props: true,
    component: () => import("./ProgrammesPage.vue"),
  },
  {
    path: "tokens",
    name: "settings-tokens",
    meta: { section: "tokens" },
    component: () => import("./TokensPage.vue"),
  },
  {
    path: "webhooks",
    name: "settings-webhooks",
    meta: { section: "webhooks" },
    component: () => withWords("webhooks", () => import("./WebhooksPage.vue")),
  },
  {
    path: "webhooks/:webhookId",
    name: "settings-webhook",
    meta: { section: "webhooks" },
    props: true,
    component: () => withWords("webhooks", () => import("./WebhookPage.vue")),
  },
];
