/** The words that time expressions are made of. A new word goes here; what it means is told in `grammar.ts`. */
export const timeWords = [
  "全年度 全年 常年 长期 本年度 今年 本年 当年 明年 次年 翌年 来年 去年 上年 前年",
  "年底 年末 年终 年内 年初 年中 年",
  "每半年 每季度 每季 各季度 逐季度 按季度 逐季 按季 首季度 季度 季",
  "每个月 每月 逐月 按月 月份 个月 月",
  "每星期 每周 每日 每天 每年 个工作日 星期 周",
  "上半年 下半年 上中旬 中下旬 上旬 中旬 下旬 日 号 天",
  "截止到 截至到 截止至 截止 截至 以前 之前 以后 之后 以内 之内 期间 前 后 底 末 初 中 内 起 开始 止",
  "以及 到 至 和 与 及 或 于 在 自 从 第",
  "元旦 春节 清明 劳动节 儿童节 端午 建党节 建军节 中秋 国庆 节",
  "主汛期 大汛期 大汛 汛期 汛 供暖季 采暖季 供暖 采暖 秋季 春季 开学 高考 暑假 暑期 寒假",
  "Q q 元",
].flatMap((line) => line.split(" "));

/** Words that contain a time word's characters without telling a time (`3月中标` is no middle of March). */
export const otherWords = [
  "青年中心 少年中心 青少年 中青年 中老年 青年 少年 老年 中年",
  "前期 前置 前往 前端 前沿 前提 目前 此前 提前 当前 后续 后勤 后期 后浇 后评价 后备 后方",
  "底数 底板 底层 底线 底图 末端 末梢 初步 初审 初验 初稿 初中 初设 初选 初评 初次",
  "中标 中心 中央 中学 中小学 中期 中考 中医 中介 中层 中型 内部 内容 内外 内业 起草 起步 起吊 起重",
  "至少 至今 关于 由于 对于 属于 位于 用于 不少于 不低于 低于 高于 大于 小于 等于 处于 便于 现在",
  "日常 月台 月度 天然 周边 周围 周期 季节 自来水 止水",
].flatMap((line) => line.split(" "));
