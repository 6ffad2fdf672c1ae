// The page in three languages. What is missing in one is taken from English.
const TEXTS = {
  en: {
    tagline: "Your photos, as a spring morning in an anime.", language: "Language", theme: "Light or dark",
    offline: "The server does not answer. Trying again…", stage: "Your picture", drop: "Drop a photo here",
    limits: "or paste one. Up to {mb} MB; larger than {side} px is reduced.", choose: "Choose photos", camera: "Take a photo", photo: "Photo", anime: "Anime",
    split: "Before and after", cancel: "Cancel", download: "Download", another: "Another photo", controls: "How it should look",
    style: "Style", recipe: "Finish", size: "Size", strength: "Strength", original: "Original", samples: "No photo at hand? Try one of these",
    gallery: "Made just now", privacy: "Photos are kept in this server's memory for a few minutes.",
    api: "REST interface", tokenTitle: "This server wants a token", token: "Token", ok: "OK",
    credits: "Sample photos: NASA (public domain); bliznaca, keong_macan, riaphotographs, Stefan van der Walt, Rachel Michetti (CC0).",
    faces: "Faces", facesAbout: "Small and turned ones are drawn by themselves.",
    "style.sora": "Sora|Clear blue light, bold lines", "style.mori": "Mori|Gouache greens, thin brown lines",
    "style.yuu": "Yuu|Golden hour, violet shadows", "style.sumi": "Sumi|Ink wash, grays and faded reds",
    "recipe.none": "Pure", "recipe.shinkai": "Glow", "recipe.portrait": "Portrait",
    estimate: "{w} × {h} px: about {s} s, {mb} MB", estimateNoTime: "{w} × {h} px: about {mb} MB",
    sending: "Sending the photo…", queued: "Place {place} in the queue", running: "Drawing… {percent} %", fetching: "Almost there…",
    busy: "Many are waiting. Next try in {s} s…", done: "Done.", reduced: "Your photo of {pw} × {ph} px was reduced to {w} × {h} px.",
    beforeAlt: "The photo {name}", afterAlt: "{name} in the style {style}", sample: "Try the sample photo: {name}", made: "Show {name} in the style {style}",
    "sample.blossom": "cherry blossoms", "sample.cat": "a cat", "sample.coast": "a coast", "sample.astronaut": "an astronaut", "sample.tulips": "tulips", "sample.coffee": "coffee",
    "problem.upload-too-large": "{name} is larger than {mb} MB, which is the most that is taken here.",
    "problem.too-many-pixels": "{name} has more than {mp} megapixels, which is the most that is taken here.",
    "problem.not-a-picture": "{name} is not a picture. JPEG, PNG, WebP, GIF, BMP and TIFF are.",
    "problem.unsupported-photo": "This kind of picture cannot be read: save {name} as JPEG or PNG.",
    "problem.unreadable-photo": "{name} is damaged and cannot be read.",
    "problem.timed-out": "It took too long. A smaller size is faster.", "problem.cancelled": "Cancelled.", "problem.needs-too-much-memory": "That needs too much memory. Take a smaller size.",
  },
  zh: {
    tagline: "把你的照片变成动画里的春日清晨。", language: "语言", theme: "浅色或深色", offline: "服务器没有响应，正在重试…", stage: "你的图片",
    drop: "把照片拖到这里", limits: "也可以直接粘贴。最大 {mb} MB，超过 {side} 像素会自动缩小。", choose: "选择照片", camera: "拍照", photo: "照片", anime: "动画",
    split: "前后对比", cancel: "取消", download: "下载", another: "换一张", controls: "效果设置", style: "风格", recipe: "修饰", size: "尺寸", strength: "强度",
    original: "原始", samples: "手边没有照片？试试这些", gallery: "刚刚完成", privacy: "照片只在本服务器内存中保留几分钟。", api: "REST 接口",
    tokenTitle: "此服务器需要令牌", token: "令牌", ok: "确定", credits: "示例照片：NASA（公有领域）；bliznaca、keong_macan、riaphotographs、Stefan van der Walt、Rachel Michetti（CC0）。",
    faces: "人脸", facesAbout: "较小或倾斜的人脸会单独绘制。",
    "style.sora": "空 Sora|清澈的蓝光，粗线条", "style.mori": "森 Mori|水粉的绿，细褐线",
    "style.yuu": "夕 Yuu|黄昏金光，紫色阴影", "style.sumi": "墨 Sumi|水墨，灰与淡红", "recipe.none": "原味", "recipe.shinkai": "光晕", "recipe.portrait": "人像",
    estimate: "{w} × {h} 像素：约 {s} 秒，{mb} MB", estimateNoTime: "{w} × {h} 像素：约 {mb} MB", sending: "正在上传…", queued: "排队第 {place} 位", running: "正在绘制… {percent} %",
    fetching: "马上就好…", busy: "排队的人很多，{s} 秒后重试…", done: "完成。", reduced: "{pw} × {ph} 像素的照片已缩小为 {w} × {h} 像素。",
    beforeAlt: "照片 {name}", afterAlt: "{name}，风格 {style}", sample: "试试示例照片：{name}", made: "查看 {name}，风格 {style}",
    "sample.blossom": "樱花", "sample.cat": "猫", "sample.coast": "海岸", "sample.astronaut": "宇航员", "sample.tulips": "郁金香", "sample.coffee": "咖啡",
    "problem.upload-too-large": "{name} 超过 {mb} MB 的上限。", "problem.too-many-pixels": "{name} 超过 {mp} 百万像素的上限。", "problem.not-a-picture": "{name} 不是图片。支持 JPEG、PNG、WebP、GIF、BMP 和 TIFF。",
    "problem.unsupported-photo": "无法读取这种图片：请把 {name} 存为 JPEG 或 PNG。", "problem.unreadable-photo": "{name} 已损坏，无法读取。", "problem.timed-out": "用时过长，请选小一些的尺寸。",
    "problem.cancelled": "已取消。", "problem.needs-too-much-memory": "内存不足，请选小一些的尺寸。",
  },
  ja: {
    tagline: "あなたの写真を、アニメの春の朝に。", language: "言語", theme: "ライト／ダーク", offline: "サーバーが応答しません。再試行しています…", stage: "あなたの絵",
    drop: "写真をここにドロップ", limits: "貼り付けもできます。{mb} MB まで。{side} px を超える写真は縮小します。", choose: "写真を選ぶ", camera: "写真を撮る", photo: "写真", anime: "アニメ",
    split: "ビフォーアフター", cancel: "中止", download: "ダウンロード", another: "別の写真", controls: "仕上がり", style: "スタイル", recipe: "仕上げ", size: "サイズ", strength: "強さ",
    original: "原寸", samples: "写真がない？こちらでお試しください", gallery: "できたばかり", privacy: "写真はこのサーバーのメモリに数分間だけ置かれます。", api: "REST インターフェース",
    tokenTitle: "このサーバーにはトークンが必要です", token: "トークン", ok: "OK", credits: "サンプル写真：NASA（パブリックドメイン）、bliznaca、keong_macan、riaphotographs、Stefan van der Walt、Rachel Michetti（CC0）。",
    faces: "顔", facesAbout: "小さな顔や傾いた顔を個別に描きます。",
    "style.sora": "空 Sora|澄んだ青い光、太い線", "style.mori": "森 Mori|ガッシュの緑、細い茶色の線",
    "style.yuu": "夕 Yuu|夕暮れの金色、紫の影", "style.sumi": "墨 Sumi|水墨、灰色とくすんだ赤", "recipe.none": "そのまま", "recipe.shinkai": "光彩", "recipe.portrait": "人物",
    estimate: "{w} × {h} px：約 {s} 秒、{mb} MB", estimateNoTime: "{w} × {h} px：約 {mb} MB", sending: "送信中…", queued: "{place} 番目に待っています", running: "描いています… {percent} %",
    fetching: "もうすぐです…", busy: "混み合っています。{s} 秒後に再試行します…", done: "できました。", reduced: "{pw} × {ph} px の写真を {w} × {h} px に縮小しました。",
    beforeAlt: "写真 {name}", afterAlt: "{name}（スタイル {style}）", sample: "サンプル写真を試す：{name}", made: "{name}（スタイル {style}）を表示",
    "sample.blossom": "桜", "sample.cat": "猫", "sample.coast": "海岸", "sample.astronaut": "宇宙飛行士", "sample.tulips": "チューリップ", "sample.coffee": "コーヒー",
    "problem.upload-too-large": "{name} は上限の {mb} MB を超えています。", "problem.too-many-pixels": "{name} は上限の {mp} メガピクセルを超えています。",
    "problem.not-a-picture": "{name} は画像ではありません。JPEG、PNG、WebP、GIF、BMP、TIFF に対応しています。", "problem.unsupported-photo": "この形式は読めません。{name} を JPEG か PNG で保存してください。",
    "problem.unreadable-photo": "{name} は壊れていて読めません。", "problem.timed-out": "時間がかかりすぎました。小さいサイズをお試しください。", "problem.cancelled": "中止しました。", "problem.needs-too-much-memory": "メモリが足りません。小さいサイズをお試しください。",
  },
};

let language = "en";

/** The text of that key in the page's language, with its places filled. */
export function text(key, values = {}) {
  const template = TEXTS[language][key] ?? TEXTS.en[key] ?? "";
  return template.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

export const has = (key) => key in TEXTS.en;
export const current = () => language;

/** What the browser's user reads best, or chose before. */
export function preferred() {
  const wanted = [localStorage.getItem("language"), ...navigator.languages].map((tag) => (tag ?? "").slice(0, 2));
  return wanted.find((tag) => tag in TEXTS) ?? "en";
}

/** Puts the whole page into a language. */
export function use(tag) {
  language = tag;
  document.documentElement.lang = tag === "zh" ? "zh-CN" : tag;
  for (const element of document.querySelectorAll("[data-i18n]")) element.textContent = text(element.dataset.i18n);
  for (const element of document.querySelectorAll("[data-i18n-label]")) element.setAttribute("aria-label", text(element.dataset.i18nLabel));
}
