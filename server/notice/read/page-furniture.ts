const furniture = new Set(
  (
    "打印 打印本页 打印此页 打印文章 关闭 关闭窗口 关闭本页 关闭页面 收藏 收藏本页 加入收藏 分享 分享到 返回 返回首页 返回顶部 返回列表 " +
    "首页 网站首页 上一篇 下一篇 上一页 下一页 字号 字体 大 中 小 大中小 繁体 简体 无障碍 无障碍阅读 长者模式 登录 注册 搜索 网站地图 联系我们 扫一扫在手机打开当前页"
  ).split(" "),
);

const trail = /^(?:当前位置|您的位置|您现在的位置|您当前的位置|你的位置|你现在的位置|所在位置|现在位置)/;

/**
 * Whether a line of a web page guides the visitor and is no part of the document: 【打印】【关闭】, a trail of links,
 * the articles before and after.
 */
export function isFurniture(line: string, links: number, isAllLinks: boolean): boolean {
  if (line.length > 200) return false;
  if (isAllLinks && links >= 3) return true;
  if (trail.test(line) || /^(?:上一篇|下一篇)[:：]/.test(line)) return true;
  const words = line.split(/[\s【】[\]［］|｜/:：>＞»·]+/).filter((word) => word !== "");
  return words.length > 0 && words.every((word) => furniture.has(word));
}
