import { watch } from "vue";
import { createRouter, createWebHistory, START_LOCATION, type RouteLocationNormalized } from "vue-router";
import { onSessionRefused } from "./api/client";
import { isDisconnected } from "./api/connection";
import type { Section } from "./pages/settings/settings-sections";
import { settingsPages } from "./pages/settings/settings-pages";
import { becomeViewer, currentViewer, loadViewer } from "./features/sessions/session";
import { withWords } from "./i18n/i18n";
import { useStartPage } from "./stores/start-page";

declare module "vue-router" {
  interface RouteMeta {
    /** Shown without the rail: signing in and what must come before anything else. */
    bare?: boolean;
    /** Open to somebody who has not signed in. */
    open?: boolean;
    /** Which page of the settings it belongs to. */
    section?: Section;
  }
}

export const router = createRouter({
  history: createWebHistory(),
  routes: [
    {
      path: "/sign-in",
      name: "sign-in",
      component: () => import("./pages/SignInPage.vue"),
      meta: { bare: true, open: true },
    },
    {
      path: "/set-up",
      name: "set-up",
      component: () => import("./pages/SetUpPage.vue"),
      meta: { bare: true, open: true },
    },
    {
      path: "/invitation",
      name: "invitation",
      component: () => import("./pages/InvitationPage.vue"),
      meta: { bare: true, open: true },
    },
    {
      path: "/change-password",
      name: "change-password",
      component: () => import("./pages/ChangePasswordPage.vue"),
      meta: { bare: true },
    },
    { path: "/", name: "home", component: () => import("./pages/HomePage.vue"), beforeEnter: startElsewhere },
    {
      path: "/programmes/:programmeId",
      name: "board",
      component: () => import("./pages/BoardPage.vue"),
      props: true,
    },
    {
      path: "/programmes/:programmeId/projects",
      name: "projects",
      component: () => import("./pages/ProjectsPage.vue"),
      props: true,
    },
    {
      path: "/programmes/:programmeId/views",
      name: "views",
      component: () => import("./pages/ViewsPage.vue"),
      props: true,
    },
    {
      path: "/projects/:projectId",
      name: "project",
      component: () => import("./pages/ProjectPage.vue"),
      props: true,
    },
    { path: "/account", name: "account", component: () => import("./pages/AccountPage.vue") },
    {
      path: "/settings",
      component: () => import("./pages/settings/SettingsPage.vue"),
      children: settingsPages,
    },
    {
      path: "/import",
      name: "import",
      component: () => withWords("imports", () => import("./pages/ImportPage.vue")),
    },
    {
      path: "/:path(.*)*",
      name: "not-found",
      component: () => import("./pages/NotFoundPage.vue"),
      meta: { open: true },
    },
  ],
  scrollBehavior: (_to, _from, saved) => saved ?? (_to.path === _from.path ? false : { top: 0 }),
});

function signInFirst(to: RouteLocationNormalized) {
  return { name: "sign-in", query: to.fullPath === "/" ? {} : { next: to.fullPath } };
}

/** Whoever arrives begins where they chose to; whoever asks for my day, or reloads it, gets it. */
function startElsewhere(_to: RouteLocationNormalized, from: RouteLocationNormalized) {
  const [arrival] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
  const isArriving = from === START_LOCATION ? arrival?.type === "navigate" : Boolean(from.meta.bare);
  const personId = currentViewer.value?.person.id;
  return (isArriving && personId && useStartPage().of(personId)) || true;
}

router.beforeEach(async (to) => {
  const viewer = await loadViewer();
  if (viewer === undefined) return true; // out of reach: the page itself says so
  if (!viewer) return to.meta.open ? true : signInFirst(to);
  // A link is for whom it names, whoever is signed in in this browser.
  if (to.name === "invitation") return true;
  if (viewer.mustChangePassword && to.name !== "change-password") {
    return { name: "change-password", query: to.fullPath === "/" ? {} : { next: to.fullPath } };
  }
  return to.name === "sign-in" ? { name: "home" } : true;
});

onSessionRefused((refusal) => {
  const here = router.currentRoute.value;
  if (refusal === "PASSWORD_CHANGE_REQUIRED") {
    if (here.name !== "change-password")
      void router.push({ name: "change-password", query: { next: here.fullPath } });
    return;
  }
  if (currentViewer.value === null) return;
  becomeViewer(null);
  if (!here.meta.open) void router.push(signInFirst(here));
});

// Who is signed in could not be asked while the server was out of reach.
watch(isDisconnected, (down) => {
  if (!down) void loadViewer();
});
