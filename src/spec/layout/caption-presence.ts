// Captions that tell of all fields under them whether they must be there: "Required parameters", "可选参数".

/** Longer words first: "не обязательные" holds "обязательные". */
const OPTIONAL =
  /(?<![\p{L}])(?:optional|non-?required|not required|non-?mandatory|opciona(?:l|les|is)|facultati(?:f|fs|ve|ves)|optionnel(?:le)?s?|facoltativ[oaie]|opzional[ei]|optionale?[rsn]?|optione(?:el|le)|opcjonaln\p{L}*|isteğe bağlı|opsional|tùy chọn|không bắt buộc|(?:не\s?)обязательн\p{L}*|опциональн\p{L}*)(?![\p{L}])|非必填|非必须|可选|选填|可選|任意|省略可能|선택/giu;
const MANDATORY =
  /(?<![\p{L}])(?:required|mandatory|compulsory|obligatori[oae]s?|obligator(?:io|ia)s|obrigat[óo]ri[oa]s?|requerid[oa]s?|obligatoires?|requise?s?|erforderliche?[rsn]?|obbligator[ie]|pflicht(?:felder|parameter|angaben)?|verplichte?|wymagan\p{L}*|obowiązkow\p{L}*|zorunlu|wajib|bắt buộc|обязательн\p{L}*)(?![\p{L}])|必填|必须|必傳|必传|必选|必選|必須|필수/giu;

/** What a caption says of presence, and the caption without that word; undefined where it has none or both. */
export function captionPresence(
  caption: string,
): { readonly presence: "mandatory" | "optional"; readonly rest: string } | undefined {
  if (caption.length > 80) return undefined;
  const withoutOptional = caption.replace(OPTIONAL, " ");
  const withoutMandatory = withoutOptional.replace(MANDATORY, " ");
  const [isOptional, isMandatory] = [withoutOptional !== caption, withoutMandatory !== withoutOptional];
  if (isOptional === isMandatory) return undefined;
  return { presence: isOptional ? "optional" : "mandatory", rest: isOptional ? withoutOptional : withoutMandatory };
}
