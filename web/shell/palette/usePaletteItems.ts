import { useQuery } from "@urql/vue";
import { computed, onScopeDispose, ref, shallowRef, watch } from "vue";
import { useI18n } from "vue-i18n";
import { useRoute, useRouter } from "vue-router";
import { client } from "../../api/client";
import { useLocaleSwitch } from "../../composables/useLocaleSwitch";
import { shortcuts } from "../../composables/useShortcuts";
import { newestProgramme } from "../../features/programmes/newest-programme";
import { currentViewer, signOut } from "../../features/sessions/session";
import { layouts } from "../../features/tasks/layouts";
import { Palette_SearchDocument, Shell_ProgrammesDocument, Views_ListDocument } from "../../gql/graphql";
import { usePreferences } from "../../stores/preferences";
import { foundItems, matching, type PaletteItem } from "./palette-items";

/** How long, in milliseconds, typing rests before the server is asked. */
const rest = 150;

/** What the palette offers for what is written: what the server finds, and this page's own places and actions. */
export function usePaletteItems(recent: () => readonly PaletteItem[]) {
  const { t } = useI18n();
  const route = useRoute();
  const router = useRouter();
  const preferences = usePreferences();
  const changeLocale = useLocaleSwitch();
  const programmes = useQuery({ query: Shell_ProgrammesDocument, variables: {} });
  const views = useQuery({ query: Views_ListDocument, variables: {} });

  const written = ref("");
  const found = shallowRef<PaletteItem[]>([]);
  const failed = ref(false);
  const isSearching = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;

  const programmeId = computed(
    () =>
      route.params.programmeId?.toString() ?? newestProgramme(programmes.data.value?.programmes ?? [])?.id,
  );

  watch(written, (text) => {
    clearTimeout(timer);
    failed.value = false;
    isSearching.value = text.trim() !== "";
    if (isSearching.value) timer = setTimeout(() => void search(text.trim()), rest);
    else found.value = [];
  });
  onScopeDispose(() => clearTimeout(timer));

  async function search(text: string): Promise<void> {
    const { data, error } = await client.value.query(Palette_SearchDocument, { text: text.slice(0, 100) });
    if (text !== written.value.trim()) return;
    isSearching.value = false;
    failed.value = Boolean(error);
    const roleWords = (role: string) => t(`session.role.${role}`);
    found.value = foundItems(data?.search.nodes ?? [], programmeId.value, roleWords);
  }

  const page = (id: string, label: string, to: string): PaletteItem => ({ id, group: "page", label, to });
  const action = (id: string, label: string, run: () => unknown, key?: string): PaletteItem => ({
    id,
    group: "action",
    label,
    key,
    run: () => void run(),
  });

  const pages = computed(() => {
    const here = programmeId.value ? `/programmes/${programmeId.value}` : null;
    return [
      page("home", t("app.myDay"), "/"),
      ...(here
        ? [
            page("board", t("app.board"), here),
            page("projects", t("app.projects"), `${here}/projects`),
            page("views", t("app.views"), `${here}/views`),
          ]
        : []),
      ...(currentViewer.value?.canImport ? [page("import", t("app.import"), "/import")] : []),
      page("account", t("session.account"), "/account"),
    ];
  });

  const savedViews = computed(() =>
    (views.data.value?.views ?? []).flatMap(({ id, name, sentence, programme }): PaletteItem[] => {
      const home = programme?.id ?? programmeId.value;
      if (!home) return [];
      return [{ id, group: "view", label: name, note: sentence, to: `/programmes/${home}?view=${id}` }];
    }),
  );

  const actions = computed(() => [
    ...shortcuts.value
      // The palette does not offer to open itself.
      .filter(({ key }) => key !== "/")
      .map(({ key, label, run }) => action(`key-${key}`, label(), run, key)),
    ...(route.name === "board" && layouts.length > 1
      ? layouts.map((layout) =>
          action(`layout-${layout}`, t("palette.layout", { layout: t(`layouts.${layout}`) }), () =>
            router.push({ query: { ...route.query, layout: layout.toLowerCase() } }),
          ),
        )
      : []),
    ...(["light", "dark", "system"] as const).map((theme) =>
      action(`theme-${theme}`, t("palette.theme", { theme: t(`session.theme.${theme}`) }), () => {
        preferences.theme = theme;
      }),
    ),
    preferences.locale === "zh-CN"
      ? action("locale", "English", () => changeLocale("en"))
      : action("locale", "中文", () => changeLocale("zh-CN")),
    action("sign-out", t("session.signOut"), async () => {
      await signOut();
      await router.push("/sign-in");
    }),
  ]);

  const items = computed(() => {
    if (written.value.trim() === "")
      return [...recent(), ...savedViews.value.slice(0, 6), ...pages.value, ...actions.value];
    const own = matching([...pages.value, ...savedViews.value, ...actions.value], written.value);
    return [...found.value, ...own];
  });

  return { written, items, failed, isSearching };
}
