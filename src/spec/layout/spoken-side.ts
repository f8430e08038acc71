// Captions that tell the side in plain speech: "What you send", "You get back", "返ってくるもの", or by one word alone: "In", "Out".
import type { Side } from "../page.ts";

/** Who is spoken of as the one that calls, in languages that say it. */
const CALLER = "(?:you|we|i|the (?:client|caller|app|frontend|user))";
const MODAL =
  "(?:'?ll|'d| will| would| can| could| may| might| must| should| have to| need to)?(?: also| always| then)?";

/** What comes back, then what is sent: "what you send back" comes back. */
const SPEECH: Readonly<Record<Side, RegExp>> = {
  result: spoken([
    `what ${CALLER}${MODAL} (?:get|receive|see|obtain)s?`,
    `(?:you|the (?:client|caller))${MODAL} (?:get|receive|obtain)s?`,
    "(?:comes?|coming|came|sent|sends?|gives|given|handed|passed) (?:\\w+ )?back",
    "what (?:comes|goes|is coming|is going) out",
    "what (?:we|the (?:server|service|api|backend|system)) (?:sends?|says?|gives?|tells?)",
    "(?:qué|que|lo que) (?:se )?(?:recib\\p{L}*|obtien\\p{L}*|vuelve|llega|responde)|recib(?:es|irás)|obtendrás|devuel\\p{L}+|(?:datos|campos|valores) recibid[oa]s",
    "(?:o que|que) (?:você |se )?(?:receb\\p{L}*|volta|vem|obtém)|(?:você|vocês) receb\\p{L}+|retornad[oa]s?|(?:dados|campos|valores) (?:recebid|devolvid)[oa]s",
    "(?:ce (?:que|qui)) (?:vous |tu |l'on |on )?(?:re(?:ç|c)\\p{L}+|revient|obtenez|obtient)|vous (?:recev\\p{L}+|obtenez)|(?:données|valeurs|champs) re[çc]ue?s|renvoyée?s?|retournée?s?",
    "was (?:du|man|sie|der client)? ?(?:bekomm\\p{L}*|erh[aä]lt\\p{L}*|empf[aä]ng\\p{L}*)|(?:du|sie) (?:bekomm\\p{L}*|erh[aä]lt\\p{L}*)|zur[üu]ck(?:kommt|gegeben\\p{L}*|geliefert\\p{L}*|gesendet\\p{L}*)|(?:antwort|r[üu]ckgabe|ausgabe)(?:daten|werte?|felder|parameter|k[öo]rper|objekte?|struktur)",
    "(?:cosa|quello che|ciò che) (?:si )?(?:ricev\\p{L}*|ottien\\p{L}*|torna|ritorna)|ricevi|restituit[oiae]|(?:dati|campi|valori) (?:ricevut|ritornat)[ie]",
    "(?:что )?(?:верн[её]т\\p{L}*|приход(?:ит|ят)|прид[её]т)|(?:вы |что )(?:получ\\p{L}+)|(?:получаем|полученн)\\p{L}+ (?:данн|пол|знач|парам)\\p{L}*",
    "co (?:otrzym\\p{L}*|dosta\\p{L}*|wraca)|otrzymasz|otrzymujesz|dostaniesz|zwracan\\p{L}*|zwraca",
    "(?:bạn |sẽ )?nhận (?:được|lại|về)|bạn nhận|được trả",
    "(?:yang|data|nilai|field|parameter) (?:yang )?(?:diterima|didapat(?:kan)?|dikembalikan|diperoleh)|anda (?:terima|dapat(?:kan)?)",
    "dönen|geri dönen",
    "(?:你|您)?(?:会|將|将|能|可以?)?(?:收到|得到|拿到|获得|獲得)(?:的|什么|什麼|以下)|(?:会|將|将)(?:收到|得到|拿到|获得|獲得)|回传|回傳|传回|傳回",
    "返ってくる|帰ってくる|(?<!を)(?:返[すさしっ]|戻って?くる|戻り|戻す|受け取る|受け取れる|得られる)",
    "돌려[ ]?(?:받|주)|돌아오|받는|받게|받을|리턴|리스폰스",
  ]),
  request: spoken([
    `(?:what|which \\w+|everything|things?|data|fields?|values?|params?|parameters?) (?:${CALLER}${MODAL} |to )(?:send|pass|provide|supply|submit|give|enter|include|put)s?`,
    `you${MODAL} (?:send|pass|provide|supply|submit|include)`,
    "what (?:goes|is sent|is passed|gets sent) in|what (?:we|the (?:server|service|api|backend)) (?:needs?|wants?|expects?|takes?|accepts?)",
    "to be (?:sent|passed|provided|submitted)",
    "(?:qué|que|lo que|datos|campos|valores|parámetros) (?:se |hay que |debes |a |para )?(?:env[ií]\\p{L}*|mand\\p{L}*)|(?:datos|campos|valores) enviad[oa]s",
    "(?:o que|que|dados|campos|valores|parâmetros) (?:você |se |deve |a |para )?(?:envi\\p{L}*|mand\\p{L}*)|(?:dados|campos|valores) enviad[oa]s",
    "(?:ce que vous|vous|données|champs|valeurs|paramètres|quoi) (?:devez )?(?:à )?(?:envoy\\p{L}*|fourni\\p{L}*|transmett\\p{L}*|transmis\\p{L}*)",
    "(?:was (?:du|man|sie)?|du|sie|zu|daten,? die) ?(?:zu )?(?:send\\p{L}*|schick\\p{L}*|gesend\\p{L}*|geschick\\p{L}*|übergeb\\p{L}*|übermitt\\p{L}*)|(?:anfrage|eingabe|[üu]bergabe)(?:daten|werte?|felder|parameter|k[öo]rper|objekte?|struktur)",
    "(?:cosa|dati|campi|valori|parametri) (?:da |devi |si )?(?:invi\\p{L}*|mand\\p{L}*|pass\\p{L}*)|(?:dati|campi|valori) inviat[ie]",
    "(?:что|данные для|поля для) (?:вы |нужно |надо )?(?:отправ\\p{L}*|переда\\p{L}*|посла\\p{L}*)|(?:вы )?(?:отправляе\\p{L}+|передавае\\p{L}+|передаём|передаем)|(?:отправляем|передаваем)\\p{L}+ (?:данн|пол|знач|парам)\\p{L}*",
    "co (?:wysł\\p{L}*|wysył\\p{L}*|przesł\\p{L}*|podać|przekaz\\p{L}*)|(?:wysyłan|przesyłan|przekazywan)\\p{L}* (?:dane|pola|wartości|parametry)|(?:dane|pola|wartości|parametry) (?:wysyłan|przesyłan|przekazywan)\\p{L}*",
    "(?:bạn |cần |phải )(?:gửi|truyền)|gửi (?:lên|đi)|truyền (?:vào|lên)",
    "(?:yang|data|nilai|field|parameter) (?:yang )?(?:harus )?(?:dikirim(?:kan)?|diisi)|anda kirim(?:kan)?",
    "gönderilen|gönderilecek|gönderdiğin\\p{L}*",
    "(?:要|需要?|须|必须)(?:传|傳|发送|發送|提交|上送)|(?:传|傳|发送|發送|提交|上送|上传|上傳)(?:的(?:数据|資料|内容|內容)|的?(?:参数|參數|字段|欄位|报文|什么|什麼))|传参|傳參",
    "送るもの|送る(?:項目|データ|値|内容)|送信(?:する|項目|データ|値|内容|パラメータ)|(?<!を)渡す|渡される",
    "보내는|보낼|보내야|전송(?:할|하는| ?데이터| ?값| ?항목)|전달(?:할|하는)|리퀘스트",
  ]),
};

/** Words that tell a side only where they are all that the caption says. */
const ALONE: Readonly<Record<Side, RegExp>> = {
  result: /^(?:out|received|receive|返す|返し|回|出|受信|受け取り|받기|получение|zwrot|ret|resp|res|rsp)$/iu,
  request: /^(?:in|sent|send|given|渡し|送信|入|传|傳|보내기|отправка|req|args)$/iu,
};

function spoken(alternatives: readonly string[]): RegExp {
  return new RegExp(
    alternatives
      .map((alternative) =>
        /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(alternative)
          ? `(?:${alternative})`
          : `(?<![\\p{L}\\p{N}])(?:${alternative})(?![\\p{L}\\p{N}])`,
      )
      .join("|"),
    "iu",
  );
}

/** The side that a caption tells in plain speech. */
export function spokenSide(caption: string): Side | undefined {
  const plain = caption.replaceAll("’", "'");
  const bare = plain.replace(/^[\s\d.)、]+|[\s:：]+$/g, "");
  return (["result", "request"] as const).find((side) => SPEECH[side].test(plain) || ALONE[side].test(bare));
}
