import { fill, type Locale, type Words } from "../graphql/locale.js";

/** What the explorer begins with in a browser that sees it first: `{…}` stand for words of the reader's language. */
const document = `# {welcome}
# {session}
# {keys}
# {programs}

# {first}
query FirstLook {
  viewer {
    person {
      id
      name
    }
  }
  programmes {
    id
    title
    revision
  }
}

# {board}
query Board($programmeId: ID!) {
  board(programmeId: $programmeId) {
    programme {
      id
      revision
    }
    stages {
      id
      name
      kind
    }
    projects {
      id
      name
      tasks {
        id
        version
        title
        stage {
          id
        }
        light {
          colour
          explanation
        }
      }
    }
  }
}

# {follow}
subscription Follow($programmeId: ID!, $sinceRevision: Int) {
  changes(programmeId: $programmeId, sinceRevision: $sinceRevision) {
    revision
    at
    verb
    subjectId
    actor {
      id
      name
    }
    fields {
      field
      before
      after
    }
  }
}
`;

const words: Record<string, Words> = {
  welcome: {
    "zh-CN": "落实 API 探索页：全部由本服务器提供，不访问互联网。",
    en: "The explorer of the Luoshi API: all of it comes from this server, nothing from the internet.",
  },
  session: {
    "zh-CN": "先在本站登录；这里的请求使用同一会话，只能查看和改动您本人可以查看和改动的内容。",
    en: "Sign in on this site first: requests made here use that session, and see and change what you may.",
  },
  keys: {
    "zh-CN": "每个操作上方有“发送”按钮，Ctrl+Enter 运行光标处的操作；“文档”里有每个字段的说明。",
    en: "Each operation has a button to send it, Ctrl+Enter sends the one at the cursor; Docs describes every field.",
  },
  programs: {
    "zh-CN": "程序访问请使用访问令牌，见 docs/api.md。",
    en: "Programs use access tokens: see docs/api.md.",
  },
  first: {
    "zh-CN": "我是谁，有哪些年度实事。把一个 id 填入下方“变量”的 programmeId。",
    en: "Who am I, and which programmes are there? Put an id into programmeId, under Variables below.",
  },
  board: {
    "zh-CN": "一次取回整个看板：阶段是列，任务在各自的项目之下，灯都附有说明。",
    en: "A whole board in one answer: stages are its columns, tasks are under their projects, lights say why.",
  },
  follow: {
    "zh-CN": "订阅每一次变更。填上看到的最后一个 revision，断线重连也不会漏。",
    en: "Every change as it happens. Give the last revision seen, and none is missed over a cut line.",
  },
};

/** The document and the variables that the explorer begins with. */
export function firstDocument(locale: Locale): { query: string; variables: string } {
  const inLanguage = Object.entries(words).map(([name, text]) => [name, text[locale]]);
  const variables = { programmeId: "programme_…", sinceRevision: null };
  return {
    query: fill(document, Object.fromEntries(inLanguage)),
    variables: JSON.stringify(variables, null, 2),
  };
}
