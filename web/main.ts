import { createPinia } from "pinia";
import { createApp } from "vue";
import urql from "@urql/vue";
import App from "./App.vue";
import { client } from "./api/client";
import { i18n, setLocale } from "./i18n/i18n";
import { router } from "./router";
import { usePreferences } from "./stores/preferences";
import "./styles/tokens.css";
import "./styles/base.css";

const app = createApp(App);
app.use(createPinia());
await setLocale(usePreferences().locale);
app.use(i18n).use(urql, client).use(router).mount("#app");
