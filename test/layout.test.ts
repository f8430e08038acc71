// Other teams' layouts: one small page for each, and the operations, fields and codes that it must read as.
import fc from "fast-check";
import t from "tap";
import { deriveDocument } from "../src/spec/derive.ts";
import { lint } from "../src/spec/lint.ts";
import { readSpecification } from "../src/spec/read.ts";
import { fieldsOfDocument } from "./field-lines.ts";
import { anyLayout, anySpecs, linesOfPage, linesOfSpecs, writePage } from "./layout-writer.ts";

interface Case {
  readonly name: string;
  readonly page: string;
  readonly want: readonly string[];
}

const CASES: readonly Case[] = [
  {
    name: "a manual: numbered tables of elements whose depth a column numbers, with bounds for how many there are",
    page: `
# Berth control document

## 3.1 BerthRequest

\`POST /berths/plan\`

Table 3-1: request elements

| Level | Element | Card. | Type    | Notes |
|-------|---------|-------|---------|-------|
| 1     | ship    | 1     | string  |       |
| 1     | holds   | 1..12 | array   |       |
| 2     | cargo   | 1     | string  |       |
| 2     | tonnes  | 0..1  | integer |       |

Table 3-2: response elements

| Level | Element | Card. | Type   | Notes |
|-------|---------|-------|--------|-------|
| 1     | berth   | 0..1  | object |       |
| 2     | quay    | 1     | string |       |
`,
    want: [
      "POST /berths/plan",
      "body ship string!",
      "body holds array!",
      "body holds[].cargo string!",
      "body holds[].tonnes integer",
      "result berth object",
      "result berth.quay string!",
      "status 200",
    ],
  },
  {
    name: "a word in bold behind a name says that the field may be left out",
    page: `
# Post a card

\`\`\`
POST /cards
\`\`\`

### Parameters

| Name                  | Type     | Description |
|-----------------------|----------|-------------|
| text                  | \`String\` | the words   |
| stamp **optional**      | \`Object\` | its stamp   |
| stamp.price **optional** | \`Number\` | in cents    |
`,
    want: ["POST /cards", "body text string!", "body stamp object", "body stamp.price number", "status 200"],
  },
  {
    name: "a page all in HTML: its paragraphs say the operation",
    page: `
<h1>Cellar</h1>

<h2>Reserve bottles</h2>

<p><b>PUT</b> <code>/bottles/reserve</code></p>

<h3>Request</h3>

<table>
<tr><th>Parameter</th><th>Type</th><th>Required</th></tr>
<tr><td>customer</td><td>string</td><td>yes</td></tr>
</table>
`,
    want: ["PUT /bottles/reserve", "body customer string!", "status 200"],
  },
  {
    name: "a Chinese label for the URL, and a French column of O and N",
    page: `
# Louer une barque

URL地址：/barques/louer

请求方法：POST

## Corps

| Champ | Type   | Obligatoire |
|-------|--------|-------------|
| quai  | String | O           |
| rame  | int    | N           |
`,
    want: ["POST /barques/louer", "body quai string!", "body rame integer", "status 200"],
  },
  {
    name: "the layout of the first page in French with O for oui, in a column without a non as well",
    page: `
## Spécification de l'API

| champ                | remarques               |
|----------------------|-------------------------|
| URL de l'API         | \\<url\\>/barque/rendre |
| Description de l'API | rendre une barque       |
| Méthode              | POST                    |

### Requête

#### En-têtes

| Nom du champ | Type   | Obligatoire | Remarques |
|--------------|--------|-------------|-----------|
| clientId     | String | O           |           |

#### Corps

| Nom du champ | Type | Obligatoire | Remarques |
|--------------|------|-------------|-----------|
| quai         | int  | O           |           |
| note         | int  | N           |           |
`,
    want: ["POST /barque/rendre", "header clientId string!", "body quai integer!", "body note integer", "status 200"],
  },
  {
    name: "the layout of the first page in French: captions of the overview, sides, and codes",
    page: `
## Spécification de l'API

| champ                | remarques               |
|----------------------|-------------------------|
| URL de l'API         | \\<url\\>/velo/louer |
| Description de l'API | louer un vélo           |
| Méthode              | POST                    |

### Requête

#### En-têtes

| Nom du champ | Type   | Obligatoire | Remarques |
|--------------|--------|-------------|-----------|
| clientId     | String | oui         |           |

#### Corps

| Nom du champ | Type | Obligatoire | Remarques |
|--------------|------|-------------|-----------|
| station      | int  | oui         |           |

### Résultat

#### Corps

| Nom du champ | Type   | Obligatoire | Remarques |
|--------------|--------|-------------|-----------|
| resultCode   | String | oui         |           |

##### Codes de résultat possibles

| Code      | Remarques        |
|-----------|------------------|
| SUCCESS   | c'est fait       |
| PLUS_RIEN | la borne est vide |
`,
    want: [
      "POST /velo/louer",
      "header clientId string!",
      "body station integer!",
      "result resultCode string! {SUCCESS,PLUS_RIEN}",
      "status 200",
      "code SUCCESS",
      "code PLUS_RIEN",
    ],
  },
  {
    name: "the layout of the first page in German: marks J and N, its sides and its codes",
    page: `
## API-Spezifikation

| Feld         | Bemerkung              |
|--------------|------------------------|
| API-URL      | \\<url\\>/rad/leihen |
| Beschreibung | ein Rad leihen         |
| API-Methode  | POST                   |

### Anfrage

#### Rumpf

| Feldname | Datentyp | Pflicht | Bemerkung |
|----------|----------|---------|-----------|
| station  | int      | J       |           |
| bemerkung | String  | N       |           |

### Ergebnis

#### Rumpf

| Feldname   | Datentyp | Pflicht | Bemerkung |
|------------|----------|---------|-----------|
| resultCode | String   | J       |           |

##### Mögliche Ergebniscodes

| Ergebniscode | Bemerkung       |
|--------------|-----------------|
| SUCCESS      | erledigt        |
| NICHTS_DA    | kein Rad zu haben |
`,
    want: [
      "POST /rad/leihen",
      "body station integer!",
      "body bemerkung string",
      "result resultCode string! {SUCCESS,NICHTS_DA}",
      "status 200",
      "code SUCCESS",
      "code NICHTS_DA",
    ],
  },
  {
    name: "method and path in a heading, name/type/required/description, codes with statuses",
    page: `
# Parcel service

## POST /parcels/{parcelId}/stops

### Path parameters

| Name | Type | Description |
|---|---|---|
| parcelId | string | The parcel |

### Request body

| Name | Type | Required | Description |
|---|---|---|---|
| town | string | yes | Where it stops |
| floor | integer | no | Which storey |

### Response

| Name | Type | Description |
|---|---|---|
| stopId | string | The new stop |
| order | integer | Its place on the way |

### Errors

| HTTP status | Meaning |
|---|---|
| 404 | No such parcel |
| 409 | Already delivered |
`,
    want: [
      "POST /parcels/{parcelId}/stops",
      "path parcelId string!",
      "body town string!",
      "body floor integer",
      "result stopId string",
      "result order integer",
      "status 200",
      "status 404",
      "status 409",
    ],
  },
  {
    name: "Chinese lines for URL and method, slashes for nesting, a list of values in the description",
    page: `
## 新增仓位

接口地址：/api/bin/add

请求方式：POST

请求参数：

| 字段 | 类型 | 是否必填 | 说明 |
| --- | --- | --- | --- |
| binNo | String | 是 | 仓位编号 |
| kind | Integer | 否 | 0：常温 1：冷藏 |
| goods | Array | 是 | 货品 |
| goods/sku | String | 是 | 货号 |
| goods/num | Integer | 否 | 数量，默认1 |

返回参数：

| 字段 | 类型 | 说明 |
| --- | --- | --- |
| binId | Long | 仓位id |
`,
    want: [
      "POST /api/bin/add",
      "body binNo string!",
      "body kind integer {0,1}",
      "body goods array!",
      "body goods[].sku string!",
      "body goods[].num integer =1",
      "result binId integer",
      "status 200",
    ],
  },
  {
    name: "a key/value table in Indonesian, M and O as flags",
    page: `
# Layanan Sepeda

## Sewa sepeda

| Tipe | Nilai |
|:--|:--|
| HTTP Method | POST |
| Endpoint | \`/api/sewa\` |

#### Penjelasan Request Body

| Parameter | Tipe Data | M, O, C | Deskripsi |
|:--|:--|:--|:--|
| sepedaId | String | M | Sepeda yang disewa |
| jam | int | O | Lama sewa |
| jaminan | String | C | Bila lebih dari sehari |

### API Response

| Tipe | Nilai |
|:--|:--|
| HTTP Status | 201 |

#### Penjelasan Response Body

| Parameter | Tipe Data | M, O, C | Deskripsi |
|:--|:--|:--|:--|
| sewaId | String | M | Nomor sewa |
`,
    want: [
      "POST /api/sewa",
      "body sepedaId string!",
      "body jam integer",
      "body jaminan string",
      "result sewaId string!",
      "status 201",
    ],
  },
  {
    name: "Korean crosses and circles, indentation by spaces that do not break",
    page: `
## 예약 조회

| 메서드 | 엔드포인트 |
| --- | --- |
| GET | \`/api/booking/{bookingId}?lang={language}\` |

**Path Parameter**

| 항목 | 필수 여부 | 타입 | 설명 |
| --- | --- | --- | --- |
| bookingId | O | Integer | 예약 번호 |
| language | X | String | 언어 |

**Response Fields**

| 항목 | 타입 | 설명 |
| --- | --- | --- |
| seatList | List | 좌석 |
| &nbsp;&nbsp; row | Integer | 열 |
| &nbsp;&nbsp; price | Integer | 가격 |
| memo | String | 메모 |
`,
    want: [
      "GET /api/booking/{bookingId}",
      "path bookingId integer!",
      "query lang string",
      "result seatList array",
      "result seatList[].row integer",
      "result seatList[].price integer",
      "result memo string",
      "status 200",
    ],
  },
  {
    name: "an export with a place column, guillemets for depth and the body as a row",
    page: `
## PUT Change shelf

PUT /shelves/{id}

> Body parameters

\`\`\`json
{ "label": "A", "slots": [{ "size": 3 }] }
\`\`\`

### Parameters

|Name|In|Type|Required|Description|
|---|---|---|---|---|
|id|path|integer|true|none|
|dry|query|boolean|false|none|
|X-Trace|header|string|false|none|
|body|body|object|true|none|
|» label|body|string|true|none|
|» slots|body|[object]|false|none|
|»» size|body|integer|true|none|

### Responses

|Status|Meaning|Description|Schema|
|---|---|---|---|
|200|OK|none|Inline|
|422|Unprocessable Entity|none|Inline|

### Response schema

Status **200**

|Name|Type|Required|Restrictions|Title|Description|
|---|---|---|---|---|---|
|» ok|boolean|true|none||none|
`,
    want: [
      "PUT /shelves/{id}",
      "path id integer!",
      "query dry boolean",
      "header X-Trace string",
      "body label string!",
      "body slots array",
      "body slots[].size integer!",
      "result ok boolean!",
      "status 200",
      "status 422",
    ],
  },
  {
    name: "captions that name no key: the example says where the fields stand",
    page: `
# Получение рейсов

## Эндпоинт

\`\`\`
GET /api/depots/:depotId/trips
\`\`\`

## Параметры URL

| Параметр | Тип | Обязательный | Описание |
|----------|-----|--------------|----------|
| \`depotId\` | number | Да | Депо |

### Успешный ответ (200 OK)

\`\`\`json
{ "trips": [{ "num": 4, "driver": null }], "paging": { "total": 9 } }
\`\`\`

### Поля рейса

| Поле | Тип | Описание |
|------|-----|----------|
| \`num\` | number | Номер |
| \`driver\` | string \\| null | Водитель |

### Поля страницы

| Поле | Тип | Описание |
|------|-----|----------|
| \`total\` | number | Всего |
`,
    want: [
      "GET /api/depots/{depotId}/trips",
      "path depotId number!",
      "result trips array",
      "result trips[].num number",
      "result trips[].driver string",
      "result paging object",
      "result paging.total number",
      "status 200",
    ],
  },
  {
    name: "HTML tables, a label where the identifier should be, T as a flag",
    page: `
### 1. 借阅登记

接口地址： 10.0.0.7/lib/loan/add

请求类型： Post

接口参数： <br>
<table>
  <tr>
    <td><center>参数名称</center></td>
    <td>参数说明</td>
    <td>参数类型</td>
    <td>必须</td>
  </tr>

  <tr>
    <td>读者id</td>
    <td>reader_id</td>
    <td>整型</td>
    <td>T</td>
  </tr>
  <tr>
    <td>书名</td>
    <td>book_title</td>
    <td>字符串</td>
    <td>-</td>
  </tr>
</table>

返回参数：
<table>
  <tr><td>字段名</td><td>描述</td></tr>
  <tr><td>status</td><td>0表示成功，1表示失败</td></tr>
</table>
`,
    want: [
      "POST /lib/loan/add",
      "body reader_id integer!",
      "body book_title string",
      "result status integer {0,1}",
      "status 200",
    ],
  },
  {
    name: "an overview of operations with one row each, tables headed by the field's name",
    page: `
# Abonnements

## Points d'accès

| Méthode | Chemin | Réponse | Description |
|---------|--------|---------|-------------|
| POST | \`/v2/abos\` | 201 Created | Crée un abonnement |
| DELETE | \`/v2/abos/{aboId}\` | 204 No Content | Résilie |

## Création (POST /v2/abos)

\`\`\`json
{ "canal": { "adresse": "x", "genre": "mail" } }
\`\`\`

#### \`canal\`

| Champ | Type | Obligatoire | Valeurs |
|-------|------|-------------|---------|
| \`adresse\` | string | OUI | Adresse complète |
| \`genre\` | string | NON | \`mail\` ou \`sms\` |
`,
    want: [
      "POST /v2/abos",
      "body canal object",
      "body canal.adresse string!",
      "body canal.genre string {mail,sms}",
      "status 200",
      "DELETE /v2/abos/{aboId}",
      "path aboId string!",
      "status 200",
    ],
  },
  {
    name: "types with tables of their own, referred to by links, cardinalities as flags, a table for the whole body",
    page: `
# Meter readings

Endpoint: \`/grid/2.1/readings/\`

#### 1.1 __GET__ Method

##### Request Parameters

| Parameter | Datatype | Required | Description |
|-----------|----------|----------|-------------|
| since | [DateTime](types.md#datetime) | yes | Newer than |
| limit | int | no | At most this many. Default is 50. |

##### Response Data

| Datatype | Card. | Description |
|----------|-------|-------------|
| [Reading](#2-reading-object) | * | The readings |

## 2 _Reading_ Object

| Property | Type | Card. | Description |
|----------|------|-------|-------------|
| id | [string](types.md#string)(36) | 1 | Its id |
| phases | [Phase](#3-phase) | * | One for each |
| note | string | ? | A word on it |

## 3 Phase

| Property | Type | Card. | Description |
|----------|------|-------|-------------|
| volts | number | 1 | Measured |
`,
    want: [
      "GET /grid/2.1/readings",
      "query since datetime!",
      "query limit integer =50",
      "result [].id string!",
      "result [].phases array",
      "result [].phases[].volts number!",
      "result [].note string",
      "status 200",
    ],
  },
  {
    name: "sub-tables before the whole, named behind their title; ticks and dashes as flags; answers by status",
    page: `
# 2. 上传巡检

## 请求地址

\`\`\`bash
/api/v1/uploadPatrols
\`\`\`

## 测点 points

| 字段名 | 类型 | 是否必须 | 描述 |
|---|---|---|---|
| code | string | ✅ | 测点编号 |
| state | number | - | 状态 <br />-1: 未检 <br />0: 异常 <br />1: 正常 |

## 巡检 patrol

| 字段名 | 类型 | 是否必须 | 描述 |
|---|---|---|---|
| <b style="color: red">patrol_id</b> | string | ✅ | 编号 |
| points | array | ✅ | 测点 |

## 请求示例

\`\`\`json
[{ "patrol_id": "P1", "points": [{ "code": "c", "state": 1 }] }]
\`\`\`

## 请求回参（成功状态码：200）

| 字段名 | 类型 | 是否必须 | 描述 |
|---|---|---|---|
| trace_id | string | ✅ | 追踪 |

## 请求失败（状态码：400）

| 字段名 | 类型 | 是否必须 | 描述 |
|---|---|---|---|
| reason | string | ✅ | 原因 |
`,
    want: [
      "POST /api/v1/uploadPatrols",
      "body [].patrol_id string!",
      "body [].points array!",
      "body [].points[].code string!",
      "body [].points[].state number {-1,0,1}",
      "result trace_id string!",
      "result reason string!",
      "status 200",
      "status 400",
    ],
  },
  {
    name: "no outer pipes, two rows on one line, a list of values that is no table of fields",
    page: `
## Tile

> https://tiles.example.com/tile/render

请求方式: Get

请求参数: zoom,size

名称|类型|是否必须|描述
:-:|:-:|:-:|:-:
zoom|number(Integer)|是|Zoom level size|number(Integer)|否|Edge length, default 256

名称|值|描述
:-:|:-:|:-:
size|256|small size|512|large
`,
    want: ["GET /tile/render", "query zoom integer!", "query size integer {256,512} =256", "status 200"],
  },
  {
    name: "flat rows of all levels, types from the example, an example column instead of one for types",
    page: `
##### Add beacon

**URL** : \`/api/beacons\`

**Method**: \`PUT\`

**Headers**:

|Header|Value|
|---|---|
|X-Key|abc|

**Request Body**:

    { "name": "b", "place": { "lat": 1.5, "name": "roof" }, "on": true }

***Parameters***

| Parameters | Description | M/O |
|---|---|---|
|name | Its name ||
|place | Where it is ||
|lat | North ||
|name | What people call it ||
|on | Whether it runs ||

**Error Response**

|Error Code|Description|Message|
|---|---|---|
|400|BAD_REQUEST|Bad body|
`,
    want: [
      "PUT /api/beacons",
      "header X-Key string",
      "body name string",
      "body place object",
      "body place.lat number",
      "body place.name string",
      "body on boolean",
      "status 200",
      "status 400",
    ],
  },
  {
    name: "arrows for depth in Spanish, a row that was never filled in",
    page: `
## 3.- registrarGuia

Ruta : POST \`/registrarGuia\`

**Parámetros de entrada:**
| Campo | Tipo | Formato | Requerido | Descripción |
|:--|:--|:--|:--|--:|
| ↓ guia | object | | sí | La guía |
| ⤷ folio | int | | sí | Número |
| ↓↓ linea | array[object] | | no | Detalle |
| ⤷ codigo | string | | sí | Código |

**Datos de salida:**
| Campo | Tipo | Descripción |
|:--|:--|--:|
| Nombre Campo | Tipo de dato | Breve descripción |
`,
    want: [
      "POST /registrarGuia",
      "body guia object!",
      "body guia.folio integer!",
      "body guia.linea array",
      "body guia.linea[].codigo string!",
      "status 200",
    ],
  },
  {
    name: "one row for several fields, a heading in a quotation, several codes in a cell",
    page: `
> ### 메모 등록 \`POST\` /memo/:roomId

## \`Request\`
|**Input**|**Type**|**Description**|
|--|--|--|
|roomId, text, pinned|number, string, boolean|메모를 등록합니다.|

\`\`\`
params : roomId

body {
   text
   pinned
}
\`\`\`

## \`Response\`
|**HTTP Method**|**HTTP Status Code**|**Description**|
|--|--|--|
|\`\`\`POST\`\`\`|\`\`\`201:Created\`\`\`<br/>\`\`\`401:Unauthorized\`\`\`|등록되었습니다.<br>로그인이 필요합니다.|
`,
    want: [
      "POST /memo/{roomId}",
      "path roomId number!",
      "body text string",
      "body pinned boolean",
      "status 201",
      "status 401",
    ],
  },
  {
    name: "dots and brackets for depth, optional written inverted, codes that a field of the result carries",
    page: `
## お届け先登録

POST /v1/addresses

### リクエスト

| パラメータ | 型 | 可选 | 説明 |
|---|---|---|---|
| contact.name | 文字列 | false | 氏名 |
| contact.tags[].label | 文字列 | true | 札 |

### レスポンス

| 項目名 | 型 | 説明 |
|---|---|---|
| code | 文字列 | 結果コード |
| message | 文字列 | 説明 |

### エラーコード一覧

| エラーコード | 説明 |
|---|---|
| OK | 成功 |
| E_FULL | 登録数の上限 |
`,
    want: [
      "POST /v1/addresses",
      "body contact object",
      "body contact.name string!",
      "body contact.tags array",
      "body contact.tags[].label string",
      "result code string {OK,E_FULL}",
      "result message string",
      "status 200",
      "code OK",
      "code E_FULL",
    ],
  },
  {
    name: "what is optional said in words alone makes the rest required",
    page: `
## List boats

### HTTP REQUEST
\`GET /api/v3/boats\`

### PARAMETERS
Param | Type | Description
--------- | ------- | -------
harbour | String | Where they lie
kind | String | *[Optional]* Kind: \`sail\`, \`motor\`
after | long | *[Optional]* Since when

### RESPONSES
Field | Description
--------- | -------
boatId | The boat
`,
    want: [
      "GET /api/v3/boats",
      "query harbour string!",
      "query kind string {sail,motor}",
      "query after integer",
      "result boatId any",
      "status 200",
    ],
  },
  {
    name: "an empty header row, a table in a list, no table of fields for a second operation",
    page: `
# Zähler

- **Zähler anlegen**

  |||
  | --- | --- |
  | URI | /meters |
  | Methode | POST |

  Anfrage:

  | | | | |
  | --- | --- | --- | --- |
  | Feld | Typ | Pflicht | Beschreibung |
  | serial | string | ja | Nummer |
  | rate | decimal | nein | Tarif |

  Antwort:

  | Feld | Typ | Beschreibung |
  | --- | --- | --- |
  | meterId | int64 | Kennung |
`,
    want: ["POST /meters", "body serial string!", "body rate number", "result meterId integer", "status 200"],
  },
  {
    name: "histories, rules of validation and lists of scopes give no fields",
    page: `
# API: Khóa tài khoản

**Version Control:**

| Version | Date | Author |
|---|---|---|
| 1.0 | 2024-02-03 | An |

## Overview

| Thuộc tính | Giá trị |
|---|---|
| **Phương thức** | \`PATCH\` |
| **Endpoint** | \`/api/v1/accounts/{accountId}/lock\` |

### Path Parameters

| Tên | Kiểu dữ liệu | Bắt buộc | Mô tả |
|---|---|---|---|
| \`accountId\` | Integer | Có | Tài khoản |

### Validate Rule

| Trường | Điều kiện hợp lệ |
|---|---|
| \`accountId\` | Số nguyên dương |

## Response

| Trường | Kiểu dữ liệu | Mô tả |
|---|---|---|
| \`data\` | Object | Kết quả |

#### Lock Result Object (data)

| Trường | Kiểu dữ liệu | Mô tả |
|---|---|---|
| \`lockedAt\` | DateTime | Lúc khóa |
`,
    want: [
      "PATCH /api/v1/accounts/{accountId}/lock",
      "path accountId integer!",
      "result data object",
      "result data.lockedAt datetime",
      "status 200",
    ],
  },
  {
    name: "a delimiter row that does not fit its header",
    page: `
## Ring bell

\`POST /bells/ring\`

### Parameters
Name | Type | Required | Description |
---- | ---- | -------- | ----------- | ---- |
tone | String | Y | Which one
loud | Boolean | N | How loud
`,
    want: ["POST /bells/ring", "body tone string!", "body loud boolean", "status 200"],
  },
  {
    name: "headings for URL and method, lists under them, values under a caption",
    page: `
##### 简要描述

- 登记宠物

##### 请求URL

- \` https://pets.example.com/api/pet/register \`

##### 请求方式

- POST

##### 参数

|参数名|必选|类型|说明|
|:----|:---|:-----|-----|
|petName|是|string|名字|
|birth|否|string|生日|
|owner|是|object|主人|

**owner 的结构**

|属性|类型|必填|说明|
|:--|:--|:--|:--|
|phone|string|是|电话|

##### 返回示例

\`\`\`
{ "error_code": 0, "data": { "petId": "7", "level": 3 } }
\`\`\`

##### 返回参数说明

|参数名|类型|说明|
|:-----|:-----|-----|
|petId|string|编号|
|level|int|等级|
`,
    want: [
      "POST /api/pet/register",
      "body petName string!",
      "body birth string",
      "body owner object!",
      "body owner.phone string!",
      "result data object",
      "result data.petId string",
      "result data.level integer",
      "status 200",
    ],
  },
  {
    name: "an HTML table that indents by style",
    page: `
## 查询货架

**Path：** /shelf/find

**Method：** POST

### 请求参数

**Headers**

| 参数名称 | 参数值 | 是否必须 | 示例 | 备注 |
| ------- | ------ | ------ | ---- | ---- |
| Content-Type | application/json | 是 | | |

**Body**

<table>
  <thead><tr><th key=name>名称</th><th key=type>类型</th><th key=required>是否必须</th><th key=default>默认值</th><th key=desc>备注</th></tr></thead>
  <tbody>
  <tr key=0-0><td><span style="padding-left: 0px"><span style="color: #888"></span> zone</span></td><td><span>object</span></td><td>必须</td><td></td><td></td></tr>
  <tr key=0-0-0><td><span style="padding-left: 20px"><span style="color: #888">├─</span> hall</span></td><td><span>object</span></td><td>必须</td><td></td><td></td></tr>
  <tr key=0-0-0-0><td><span style="padding-left: 40px"><span style="color: #888">├─</span> code</span></td><td><span>string</span></td><td>非必须</td><td></td><td></td></tr>
  <tr key=0-1><td><span style="padding-left: 0px"><span style="color: #888"></span> size</span></td><td><span>integer</span></td><td>非必须</td><td>20</td><td></td></tr>
  </tbody>
</table>

### 返回数据

<table>
  <thead><tr><th>名称</th><th>类型</th><th>是否必须</th><th>备注</th></tr></thead>
  <tbody>
  <tr><td><span style="padding-left: 0px"></span>rows</td><td>object []</td><td>必须</td><td></td></tr>
  <tr><td><span style="padding-left: 20px">├─ shelfNo</span></td><td>string</td><td>必须</td><td></td></tr>
  </tbody>
</table>
`,
    want: [
      "POST /shelf/find",
      "header Content-Type string!",
      "body zone object!",
      "body zone.hall object!",
      "body zone.hall.code string",
      "body size integer =20",
      "result rows array!",
      "result rows[].shelfNo string!",
      "status 200",
    ],
  },
  {
    name: "an http block for each operation, requirement in bold words",
    page: `
# Tide API

#### Get a tide

\`\`\`http
  GET /tides/\${id}
\`\`\`

| Parameter | Type     | Description                     |
| :-------- | :------- | :------------------------------ |
| \`id\`      | \`string\` | **Required**. Id of the tide    |

#### Report a tide

\`\`\`http
  POST /tides
\`\`\`

| Parameter | Type     | Description                     |
| :-------- | :------- | :------------------------------ |
| \`height\`  | \`float\`  | **Required**. Metres            |
| \`by\`      | \`string\` | **Optional**. Who saw it        |
`,
    want: [
      "GET /tides/{id}",
      "path id string!",
      "status 200",
      "POST /tides",
      "body height number!",
      "body by string",
      "status 200",
    ],
  },
  {
    name: "type first, name and requirement in one cell, schemas by link",
    page: `
## Create a permit
\`\`\`
POST /permits
\`\`\`

### Parameters

|Type|Name|Description|Schema|Default|
|---|---|---|---|---|
|**Header**|**X-Office**  <br>*optional*||string||
|**Body**|**body**  <br>*required*||[Permit](#permit)||

### Responses

|HTTP Code|Description|Schema|
|---|---|---|
|**201**|Made|[Receipt](#receipt)|
|**400**|Bad|No Content|

## Definitions

### Permit

|Name|Description|Schema|
|---|---|---|
|**area**  <br>*required*||integer (int32)|
|**plots**  <br>*optional*||< [Plot](#plot) > array|

### Plot

|Name|Description|Schema|
|---|---|---|
|**crop**  <br>*optional*||enum (rye, oat)|

### Receipt

|Name|Description|Schema|
|---|---|---|
|**number**  <br>*required*||string|
`,
    want: [
      "POST /permits",
      "header X-Office string",
      "body area integer!",
      "body plots array",
      "body plots[].crop string {rye,oat}",
      "result number string!",
      "status 201",
      "status 400",
    ],
  },
  {
    name: "schemas in HTML headings with a caption of their own between",
    page: `
<h1 id="ferry">Ferry</h1>

## getCrossing

\`GET /crossings/{no}\`

<h3 id="getcrossing-parameters">Parameters</h3>

|Name|In|Type|Required|Description|
|---|---|---|---|---|
|no|path|integer(int64)|true|none|

<h3 id="getcrossing-responses">Responses</h3>

|Status|Meaning|Description|Schema|
|---|---|---|---|
|200|[OK](https://example.com)|The crossing|[Crossing](#schemacrossing)|
|404|[Not Found](https://example.com)|No such one|None|

# Schemas

<h2 id="tocS_Crossing">Crossing</h2>

\`\`\`json
{ "no": 1, "deck": "upper" }
\`\`\`

### Properties

|Name|Type|Required|Restrictions|Description|
|---|---|---|---|---|
|no|integer(int64)|true|none|none|
|deck|string|false|none|none|

#### Enumerated Values

|Property|Value|
|---|---|
|deck|upper|
|deck|lower|
`,
    want: [
      "GET /crossings/{no}",
      "path no integer!",
      "result no integer!",
      "result deck string {upper,lower}",
      "status 200",
      "status 404",
    ],
  },
  {
    name: "Portuguese sections, names with a question mark, sizes in the type",
    page: `
# Notas

## Emitir nota

**Método:** POST

**Rota:** \`/notas\`

### Parâmetros de entrada

| Campo | Tipo | Obrigatório | Descrição |
|---|---|---|---|
| serie | string(3) | Sim | Série |
| valor | decimal(18,2) | Sim | Valor |
| itens | lista de objetos | Sim | Itens |
| itens[].codigo | string | Sim | Código |
| itens[].qtd? | inteiro | | Quantidade |

### Resposta

| Campo | Tipo | Descrição |
|---|---|---|
| emitida | booleano | Se foi emitida |
| data | data | Quando |

### Códigos de erro

| Código | Descrição |
|---|---|
| N001 | Série inválida |
`,
    want: [
      "POST /notas",
      "body serie string!",
      "body valor number!",
      "body itens array!",
      "body itens[].codigo string!",
      "body itens[].qtd integer",
      "result emitida boolean",
      "result data date",
      "status 200",
    ],
  },
  {
    name: "Japanese circles and dashes, one table of codes for all operations",
    page: `
# 在庫API

## 1. 在庫検索

- メソッド: GET
- パス: \`/stocks\`

#### クエリパラメータ

| パラメータ | 型 | 必須 | 説明 |
|---|---|---|---|
| keyword | string | ○ | 検索語 |
| limit | number | - | 件数（デフォルト: 20） |

#### レスポンス

| フィールド | 型 | 説明 |
|---|---|---|
| items | array | 一覧 |
| items[].sku | string | 品番 |
| items[].state | string | 状態（open/closed） |

## 2. 在庫削除

- メソッド: DELETE
- パス: \`/stocks/{sku}\`

#### パスパラメータ

| パラメータ | 型 | 説明 |
|---|---|---|
| sku | string | 品番 |

# エラーコード

| コード | HTTPステータス | 説明 |
|---|---|---|
| NOT_FOUND | 404 | 在庫なし |
`,
    want: [
      "GET /stocks",
      "query keyword string!",
      "query limit number =20",
      "result items array",
      "result items[].sku string",
      "result items[].state string {open,closed}",
      "status 200",
      "status 404",
      "DELETE /stocks/{sku}",
      "path sku string!",
      "status 200",
      "status 404",
    ],
  },
  {
    name: "hyphens for depth, sub-tables by a dotted caption, the place in brackets behind the name",
    page: `
## POST /v2/routes

| Field | Type | Required | Note |
|---|---|---|---|
| trace (header) | string | no | For logs |
| from | object | yes | Start |
| - lat | double | yes | North |
| - lon | double | yes | East |
| via | array<object> | no | Stops |

**via[]**

| Field | Type | Required | Note |
|---|---|---|---|
| town | string | yes | Name |
| pause | object | no | Rest |

**via[].pause**

| Field | Type | Required | Note |
|---|---|---|---|
| minutes | int | yes | How long |

### Response 200

| Field | Type | Note |
|---|---|---|
| km | number | Length |
`,
    want: [
      "POST /v2/routes",
      "header trace string",
      "body from object!",
      "body from.lat number!",
      "body from.lon number!",
      "body via array",
      "body via[].town string!",
      "body via[].pause object",
      "body via[].pause.minutes integer!",
      "result km number",
      "status 200",
    ],
  },
  {
    name: "bare words over tables, headers and an envelope that a page states once for all",
    page: `
# 泊位服务

所有接口的请求头：

| 参数 | 必填 | 类型 |
|---|---|---|
| X-Port | 是 | string |

统一返回格式

| 字段 | 类型 | 说明 |
|---|---|---|
| code | int | 结果码 |
| data | T | 内容 |

## 1 预订泊位

POST /berths/book

请求

| 参数 | 可选 | 类型 | 说明 |
|---|---|---|---|
| ship | false | string | 船名 |
| hours | true | int | 时长，缺省值为 \`6\` |

出参：BookReply

| 属性 | 类型 | 说明 |
|---|---|---|
| berthNo | String | 泊位 |

## 2 泊位状态

GET /berths/state

响应

| 属性 | 类型 | 说明 |
|---|---|---|
| free | Boolean | 是否空闲 |
`,
    want: [
      "POST /berths/book",
      "header X-Port string!",
      "body ship string!",
      "body hours integer =6",
      "result code integer",
      "result data object",
      "result data.berthNo string",
      "status 200",
      "GET /berths/state",
      "header X-Port string!",
      "result code integer",
      "result data object",
      "result data.free boolean",
      "status 200",
    ],
  },
  {
    name: "a sentence that links to what comes back, on a page that marks optional fields by a question mark",
    page: `
# Buoys

## Moor a buoy

\`POST /buoys\`

###### JSON params

| Field | Type | Description |
|---|---|---|
| label | string | what to call it |
| lamp? | boolean | whether it is lit |

Returns a [buoy](#buoy-object) object on success.

## Buoy object

| Field | Type | Description |
|---|---|---|
| id | snowflake | the id |
| chain? | [chain](#chain-object) object | what holds it |

## Chain object

| Field | Type | Description |
|---|---|---|
| metres | number | its length |
`,
    want: [
      "POST /buoys",
      "body label string!",
      "body lamp boolean",
      "result id string!",
      "result chain object",
      "result chain.metres number!",
      "status 200",
    ],
  },
  {
    name: "operations as items of a list, a title in bold and a span of code",
    page: `
# Lock keeper

1. **Raise the gate** – \`PUT /gates/{no}\`

   | Parameter | Where | Type | Required |
   |---|---|---|---|
   | no | path | int | + |
   | metres | body | float | + |
   | slowly | body | bool | - |

2. **Gates** – \`GET /gates\`

   Response: array of gates

   | Property | Type | Description |
   |---|---|---|
   | no | int | Number |
`,
    want: [
      "PUT /gates/{no}",
      "path no integer!",
      "body metres number!",
      "body slowly boolean",
      "status 200",
      "GET /gates",
      "result [].no integer",
      "status 200",
    ],
  },
  {
    name: "a name over its type in one cell, choices in Spanish, German, Turkish and Polish words",
    page: `
## Amarre

\`\`\`
POST https://puerto.example.es/v1/amarres
\`\`\`

### Parámetros

| Nombre <br> <i>tipo</i> | | Descripción |
|---|---|---|
| **eslora** <br> <i>number</i> | requerido | Metros |
| **lado** <br> <i>string</i> | opcional | Uno de \`babor\` o \`estribor\` |
| **noches** <br> <i>integer</i> | opcional | (1 por defecto) |
| **tarifa** <br> <i>string</i> | opcional | \`A\` veya \`B\` olabilir, varsayılan: \`A\` |
| **moneda** <br> <i>string</i> | opcional | EUR o USD |
| **modus** <br> <i>string</i> | opcional | "tag", "nacht" oder "auto" |
| **kolor** <br> <i>string</i> | opcional | \`red\` — czerwony, \`blue\` — niebieski |
`,
    want: [
      "POST /v1/amarres",
      "body eslora number!",
      "body lado string {babor,estribor}",
      "body noches integer =1",
      "body tarifa string {A,B} =A",
      "body moneda string {EUR,USD}",
      "body modus string {tag,nacht,auto}",
      "body kolor string {red,blue}",
      "status 200",
    ],
  },
  {
    name: "two columns of words for one field, of which the description has the values",
    page: `
## 入港

POST /entries

### リクエスト

| 物理名 | 論理名 | 型 | 必須 | 説明 |
|---|---|---|---|---|
| shipName | 船名 | string | ○ | |
| kind | 種別 | string | - | \`sail\` / \`motor\` のいずれか |
| crew | 乗員 | integer | - | 省略時は2 |
`,
    want: [
      "POST /entries",
      "body shipName string!",
      "body kind string {sail,motor}",
      "body crew integer =2",
      "status 200",
    ],
  },
  {
    name: "ticks: an x alone, R and O, an Optional column with circles",
    page: `
## Nhập cảng [POST /api/arrivals]

**Tham số đầu vào**

| STT | Tên trường | Kiểu dữ liệu | Bắt buộc | Mô tả |
|---|---|---|---|---|
| 1 | ship | String | x | Tàu |
| 2 | note | String | | Ghi chú |

## Rời cảng [POST /api/departures{?dry}]

**Tham số đầu vào**

| Tên trường | Kiểu dữ liệu | Optional |
|---|---|---|
| ship | String | |
| tug | String | O |

## Kiểm tra [POST /api/checks]

**Tham số đầu vào**

| Tên trường | Kiểu dữ liệu | Bắt buộc |
|---|---|---|
| ship | String | R |
| tug | String | O |
`,
    want: [
      "POST /api/arrivals",
      "body ship string!",
      "body note string",
      "status 200",
      "POST /api/departures",
      "body ship string!",
      "body tug string",
      "status 200",
      "POST /api/checks",
      "body ship string!",
      "body tug string",
      "status 200",
    ],
  },
  {
    name: "places in the first column, requiredness under the name, a body of a type further down",
    page: `
### Hire a tug
\`\`\`
POST /tugs/{tugId}/hires
\`\`\`

#### Parameters

|Type|Name|Description|Schema|Default|
|---|---|---|---|---|
|**Path**|**tugId**  <br>*required*|the tug|integer (int64)||
|**Query**|**ports**  <br>*optional*|where|< string > array(multi)||
|**Body**|**form**  <br>*required*|the hire|[HireForm](#hireform)||

## Definitions

<a name="hireform"></a>
### HireForm

|Name|Description|Schema|
|---|---|---|
|**hours**  <br>*required*||integer (int32)|
|**mode**  <br>*optional*||\`"push"\` or \`"pull"\`|
`,
    want: [
      "POST /tugs/{tugId}/hires",
      "path tugId integer!",
      "query ports array",
      "body hours integer!",
      "body mode string {push,pull}",
      "status 200",
    ],
  },
  {
    name: "a type from the default's column, a number beside the code, words that spell no type of the page",
    page: `
# Tides

## GET /tides

### Query String

Parameter | Default | Description
--- | --- | ---
limit | 20 | At most
ebb | false | Only ebbs

### Response

| Name | Type | Description |
|---|---|---|
| names | List<String> | Ports |
| no | int | Number |
| state | String | Open or not |

## Error codes

| Code | Meaning |
|---|---|
| 1001 | No such port |
| 1002 | No such day |
`,
    want: [
      "GET /tides",
      "query limit integer =20",
      "query ebb boolean =false",
      "result names array",
      "result no integer",
      "result state string",
      "status 200",
    ],
  },
  {
    name: "types named by a bare line above their tables, used by two operations",
    page: `
# Lighthouse

## POST /lamps

**Body**

| Name | Type | Required |
|---|---|---|
| lens | Lens | yes |
| keepers | List<Keeper> | no |

Keeper

| Name | Type | Required |
|---|---|---|
| nick | String | yes |

**Response**

| Name | Type |
|---|---|
| id | Long |
| lens | Lens |

Lens

| Name | Type |
|---|---|
| id | Long |
| grade | Integer |

## GET /lenses

**Response**

| Name | Type |
|---|---|
| lenses | List<Lens> |
`,
    want: [
      "POST /lamps",
      "body lens object!",
      "body lens.id integer",
      "body lens.grade integer",
      "body keepers array",
      "body keepers[].nick string!",
      "result id integer",
      "result lens object",
      "result lens.id integer",
      "result lens.grade integer",
      "status 200",
      "GET /lenses",
      "result lenses array",
      "result lenses[].id integer",
      "result lenses[].grade integer",
      "status 200",
    ],
  },
  {
    name: "a line that begins with what comes back above its table",
    page: `
# Dike watch

### POST /patrols

drivers only

| field | type | notes |
|---|---|---|
| dike | int | required |

Returns \`200\` with

| field | type | notes |
|---|---|---|
| patrol_id | int | |

or \`403\` for anyone else.
`,
    want: ["POST /patrols", "body dike integer!", "result patrol_id integer", "status 200"],
  },
  {
    name: "answers of a type beside a column that is only called Code",
    page: `
# Orchard

### /trees/{treeId}

#### GET

##### Responses

| Code | Description | Schema |
| ---- | ----------- | ------ |
| 200 | The tree | [Tree](#tree) |
| 410 | Felled | [Notice](#notice) |

### /trees

#### GET

##### Responses

| Code | Description | Schema |
| ---- | ----------- | ------ |
| 200 | All trees | [ [Tree](#tree) ] |

### Models

#### Tree

| Name | Type | Description | Required |
| ---- | ---- | ----------- | -------- |
| age | integer | In years | Yes |

#### Notice

| Name | Type | Description | Required |
| ---- | ---- | ----------- | -------- |
| reason | string |  | No |
`,
    want: [
      "GET /trees/{treeId}",
      "path treeId string!",
      "result age integer!",
      "result reason string",
      "status 200",
      "status 410",
      "GET /trees",
      "result [].age integer!",
      "status 200",
    ],
  },
  {
    name: "values before what says that one is chosen, numbers and words that the page's language joins, a default behind them",
    page: `
# Ménagerie

## POST /cages

### Request

| Field | Type | Required | Notes |
|---|---|---|---|
| gate | string | yes | open / shut のいずれか |
| diet | string | no | HAY, MEAT 중 하나. 기본값 HAY |
| tone | string | no | \`calm\` o \`loud\` (por defecto \`calm\`) |
| floor | int | no | 1 o 2 |
| rank | int | no | 1 (bajo), 2 (medio) y 3 (alto) |
| climat | string | no | Climat : sec, humide, froid |
| guard | string | no | Смена: early, noon или late |
| mood | string | no | calm:穏やか / wild:荒い |
| chain | int | no | 1 o 2 metros |
| opened | int | no | 08:30 o 09:15 |
| costs | int | no | 1,000 ou 2,000 |
| shown | string | no | Поля: id, name, price |
| reach | string | no | mail, phone のいずれか必須 |
| whole | string | no | the whole address: street, town, country |
`,
    want: [
      "POST /cages",
      "body gate string! {open,shut}",
      "body diet string {HAY,MEAT} =HAY",
      "body tone string {calm,loud} =calm",
      "body floor integer {1,2}",
      "body rank integer {1,2,3}",
      "body climat string {sec,humide,froid}",
      "body guard string {early,noon,late}",
      "body mood string {calm,wild}",
      "body chain integer",
      "body opened integer",
      "body costs integer",
      "body shown string",
      "body reach string",
      "body whole string",
      "status 200",
    ],
  },
  {
    name: "a dash in a column of defaults as none",
    page: `
# Ferry

## POST /crossings

### Request

| Field | Type | Required | Default | Notes |
|---|---|---|---|---|
| deck | string | yes | - | UPPER, LOWER |
| berth | string | no | n/a | |
| root | string | no | / | |
`,
    want: [
      "POST /crossings",
      "body deck string! {UPPER,LOWER}",
      "body berth string",
      "body root string =/",
      "status 200",
    ],
  },
  {
    name: "codes under the operation or the group whose section holds them, and those of the page under all",
    page: `
# Quay

## Book a berth

### POST /berths

### Errors

| Status | Meaning |
|---|---|
| 409 | Another ship lies there |

## Cranes

### GET /cranes

### DELETE /cranes

### Errors

| Status | Meaning |
|---|---|
| 423 | It is in use |

## Appendix

### Error codes

| Status | Meaning |
|---|---|
| 503 | The quay is closed |
`,
    want: [
      "POST /berths",
      "status 200",
      "status 409",
      "status 503",
      "GET /cranes",
      "status 200",
      "status 423",
      "status 503",
      "DELETE /cranes",
      "status 200",
      "status 423",
      "status 503",
    ],
  },
  {
    name: "codes behind the last operation as its own, where they stand in its section alone",
    page: `
# Quay

## List berths \`GET /berths\`

## Add a photo

### POST /berths/{berthId}/photo

### Errors

| Status | Meaning |
|---|---|
| 413 | Too large |
`,
    want: [
      "GET /berths",
      "status 200",
      "POST /berths/{berthId}/photo",
      "path berthId string!",
      "status 200",
      "status 413",
    ],
  },
  {
    name: "statuses in a sentence, in an HTTP message, several in a cell, and a class of them",
    page: `
# Quay

## POST /berths

\`\`\`
HTTP/1.1 201 Created
Location: /berths/7

{"berthId": "b7"}
\`\`\`

## DELETE /berths/{berthId}

Returns \`204 No Content\`. It takes 500 moves at most.

## Errors

| HTTP | Code | Meaning |
|---|---|---|
| 400 Bad Request | BAD_BERTH | No such berth |
| 404 / 410 | GONE | It is gone |
| 4xx | OTHER | Anything else |
`,
    want: [
      "POST /berths",
      "status 201",
      "status 400",
      "status 404",
      "status 410",
      "status 4XX",
      "DELETE /berths/{berthId}",
      "path berthId string!",
      "status 204",
      "status 400",
      "status 404",
      "status 410",
      "status 4XX",
    ],
  },
  {
    name: "captions that say of all fields under them whether they must be there",
    page: `
# Quay

## POST /berths

### Required parameters

| Name | Type | Description |
|---|---|---|
| pier | string | Which pier |
| crane | string | Optional. Which crane |

### Parámetros opcionales

| Name | Type |
|---|---|
| days | integer |

**可选参数**

| Name | Type |
|---|---|
| note | string |

### Login required

| Name | Type |
|---|---|
| user | string |
`,
    want: [
      "POST /berths",
      "body pier string!",
      "body crane string",
      "body days integer",
      "body note string",
      "body user string",
      "status 200",
    ],
  },
  {
    name: "types with a word for the place or a stray number beside them",
    page: `
# Barn

## GET /stalls/{stallId}/feeds

### Parameters

| Name | Type | Description |
|---|---|---|
| stallId | path integer | Which |
| from | query string | Since when |
| X-Trace | header string | Ours |

## POST /stalls/{stallId}/feeds

### Parameters

| Name | Type | Required | Description |
|---|---|---|---|
| stallId | integer (path) | yes | Which |
| kind | int 1 | yes | What sort |
| note | string, in body | no | A word |
| dry | boolean (query) | no | Only tried |
`,
    want: [
      "GET /stalls/{stallId}/feeds",
      "path stallId integer!",
      "query from string",
      "header X-Trace string",
      "status 200",
      "POST /stalls/{stallId}/feeds",
      "path stallId integer!",
      "query dry boolean",
      "body kind integer!",
      "body note string",
      "status 200",
    ],
  },
  {
    name: "HTML tables with captions across all columns and names across two",
    page: `
# Barn

## POST /stalls/{stallId}/rent

<table>
<tr><th colspan="2">Field</th><th>Type</th><th>Required</th><th>Description</th></tr>
<tr><td colspan="5"><b>Path parameters</b></td></tr>
<tr><td colspan="2">stallId</td><td>string</td><td>yes</td><td>Which</td></tr>
<tr><td colspan="5"><b>Request body</b></td></tr>
<tr><td rowspan="2">owner</td><td>name</td><td>string</td><td>yes</td><td>In full</td></tr>
<tr><td>phone</td><td>string</td><td>no</td><td>By day</td></tr>
<tr><td colspan="2">days</td><td>int</td><td>yes</td><td>How long</td></tr>
<tr><td colspan="2" rowspan="2">hay</td><td>string</td><td>no</td><td>Which sort</td></tr>
<tr><td>string</td><td>no</td><td>Or none</td></tr>
<tr><td colspan="5"><b>Response</b></td></tr>
<tr><td colspan="2">rentId</td><td>long</td><td>yes</td><td>Its number</td></tr>
</table>
`,
    want: [
      "POST /stalls/{stallId}/rent",
      "path stallId string!",
      "body owner object",
      "body owner.name string!",
      "body owner.phone string",
      "body days integer!",
      "body hay string",
      "result rentId integer!",
      "status 200",
    ],
  },
  {
    name: "names that stand further in by a column without a header",
    page: `
# Barn

## POST /carts

### Request

| Field | | Type | Required |
|---|---|---|---|
| axle | | object | yes |
| | width | number | yes |
| | load | integer | no |
| colour | | string | no |
`,
    want: [
      "POST /carts",
      "body axle object!",
      "body axle.width number!",
      "body axle.load integer",
      "body colour string",
      "status 200",
    ],
  },
  {
    name: "statuses and codes that lines tell, by labels, clauses and items",
    page: `
# Depot

## POST /crates

| Name | Type |
|---|---|
| weight | number |

201 if packed, 409 if the depot is full.

## GET /crates/{id}

### Respuesta

**Código:** 200

| Name | Type |
|---|---|
| weight | number |

### Errors

* \`404\` no such crate
* \`CRATE_GONE\` - it was emptied

## PUT /crates/{id}

Returns 204 without a body, or 404.

- 400: malformed

## DELETE /crates/{id}

It goes after 400 days.

- 404 things at most

## PATCH /crates/{id}

### Response

\`202 Accepted\`
`,
    want: [
      "POST /crates",
      "body weight number",
      "status 201",
      "status 409",
      "GET /crates/{id}",
      "path id string!",
      "result weight number",
      "status 200",
      "status 404",
      "PUT /crates/{id}",
      "path id string!",
      "status 204",
      "status 400",
      "DELETE /crates/{id}",
      "path id string!",
      "status 200",
      "PATCH /crates/{id}",
      "path id string!",
      "status 202",
    ],
  },
  {
    name: "codes in lower case beside their statuses, and the names of errors without a type",
    page: `
# Depot

## POST /crates

| Name | Type |
|---|---|
| weight | number |

### Errors

| Status | \`error.code\` | When |
|---|---|---|
| 400 | \`bad_weight\` | it is none |
| 409 | \`full\` | |

## PUT /crates/{id}

### Success 200

| Name | Type | Description |
|---|---|---|
| weight | Number | |

### Error 4xx

| Name | Type | Description |
|---|---|---|
| CrateNotFound | | No such crate |
| CrateSealed | | It is shut |
`,
    want: [
      "POST /crates",
      "body weight number",
      "status 200",
      "status 400",
      "status 409",
      "PUT /crates/{id}",
      "path id string!",
      "result weight number",
      "status 200",
      "status 4XX",
    ],
  },
  {
    name: "codes of failures with statuses, one of them with two, beside the answer that carries them",
    page: `
# Depot

## POST /crates

### Response

| Name | Type | Required |
|---|---|---|
| code | int | yes |
| msg | string | no |

### Errors

| Code | HTTP | Meaning |
|---|---|---|
| 10 | 400 | bad |
| 11 | 404, 410 | gone |
`,
    want: [
      "POST /crates",
      "result code integer!",
      "result msg string",
      "result code integer! {10}",
      "result msg string",
      "result code integer! {11}",
      "result msg string",
      "result code integer! {11}",
      "result msg string",
      "status 200",
      "status 400",
      "status 404",
      "status 410",
      "code 10",
      "code 11",
      "code 11",
    ],
  },
  {
    name: "a call behind a label that no list knows",
    page: `
# Hafen-API

## Boot anlegen

Zugriff: \`POST /boote\`

### Anfrage

| Feld | Typ | Pflicht |
|---|---|---|
| name | String | ja |

## Boot lesen

Zugriff: \`GET /boote/{bootId}\`

### Antwort

| Feld | Typ |
|---|---|
| name | String |
`,
    want: [
      "POST /boote",
      "body name string!",
      "status 200",
      "GET /boote/{bootId}",
      "path bootId string!",
      "result name string",
      "status 200",
    ],
  },
  {
    name: "one path on the hosts of all environments",
    page: `
# 泊位登记

## 接口地址

| 环境 | 地址 |
| --- | --- |
| 测试 | http://test.quay.example/berth/register |
| 生产 | https://quay.example/berth/register |

请求方式：POST，编码 UTF-8

## 请求参数

| 参数名 | 类型 | 必填 |
| --- | --- | --- |
| pier | String | 是 |
`,
    want: ["POST /berth/register", "body pier string!", "status 200"],
  },
  {
    name: "a host with blanks to fill in",
    page: `
# 探头

接口地址：http://{host}:8080/probe/report
请求方式：POST

### 请求参数

| 字段 | 类型 | 必填 |
| --- | --- | --- |
| mac | String | 是 |
`,
    want: ["POST /probe/report", "body mac string!", "status 200"],
  },
  {
    name: "generated pages: the body as the one parameter of its type, the type that returns, marks of what is optional",
    page: `
# BoatsApi

# **addBoat**
> Boat addBoat(newBoat)

**POST** /boats

### Parameters

Name | Type | Description | Notes
--- | --- | --- | ---
 **newBoat** | [**NewBoat**](NewBoat.md)| What to add |

### Return type

[**Boat**](Boat.md)

# **sinkBoat**

**DELETE** /boats/{id}

# Boat

## Properties

Name | Type | Description | Notes
--- | --- | --- | ---
**id** | **Long** |  |
**sail** | **String** |  | [optional]

# NewBoat

## Properties

Name | Type | Description | Notes
--- | --- | --- | ---
**name** | **String** |  |
**length** | **Double** |  | [optional]
**mast** | **Integer** |  | [optional] [default to 1]
`,
    want: [
      "POST /boats",
      "body name string!",
      "body length number",
      "body mast integer =1",
      "result id integer!",
      "result sail string",
      "status 200",
      "DELETE /boats/{id}",
      "path id string!",
      "status 200",
    ],
  },
  {
    name: "types that remarks link to, and words on presence apart from values",
    page: `
# Parcels

## POST /parcels

### Body

Parameter | Type | Required | Description
--- | --- | --- | ---
to | object | yes | Who gets it, see [Address](#address)
stops | array | no | The way, a list of [Address](#address)

### Response

Name | Type | Description
--- | --- | ---
shown | string | Optional. \`all\`, \`none\`.
note | string | **optional**<p>Words.</p>
sentAt | string | RFC 3339
open | логическое | В пути

# Address

Field | Type | Required
--- | --- | ---
town | string | yes
zip | string | no
`,
    want: [
      "POST /parcels",
      "body to object!",
      "body to.town string!",
      "body to.zip string",
      "body stops array",
      "body stops[].town string!",
      "body stops[].zip string",
      "result shown string {all,none}",
      "result note string",
      "result sentAt datetime",
      "result open boolean",
      "status 200",
    ],
  },
  {
    name: "the schema of an answer in a column of models",
    page: `
# 码头

## GET 泊位列表

GET /berths

### 请求参数

|名称|位置|类型|必选|
|---|---|---|---|
|pier|query|string|是|

### 返回结果

|状态码|状态码含义|说明|数据模型|
|---|---|---|---|
|200|OK|成功|[BerthPage](#schemaberthpage)|

## DELETE 泊位

DELETE /berths/{id}

# 数据模型

<h2 id="tocS_BerthPage">BerthPage</h2>

### 属性

|名称|类型|必选|说明|
|---|---|---|---|
|total|integer|true|总数|
`,
    want: [
      "GET /berths",
      "query pier string!",
      "result total integer!",
      "status 200",
      "DELETE /berths/{id}",
      "path id string!",
      "status 200",
    ],
  },
  {
    name: "values in a chain, counted, marked as fixed, behind a word on presence, with an example or a way of leaving them out",
    page: `
# Depot

## POST /crates

| Name | Type | Required | Description | Example |
|---|---|---|---|---|
| state | string | yes | NEW → PACKED → SENT, or LOST | |
| level | int | no | 0 empty, 1 half, 2 full | |
| hue | string | no | red, green, blue | red |
| way | string | no | air or sea | sea |
| home | string | no | street, city | Quay 5 |
| size | string | no | optional: small, medium, large | |
| format | string | no | html or text (html if you leave it out) | |
| side | string | no | Side, **in** or **out** | |
| msg | string | no | success（固定值） | |
| kind | string | no | For crates OAK, ELM, default is OAK. For sacks JUTE, HEMP, default is JUTE. | |
`,
    want: [
      "POST /crates",
      "body state string! {NEW,PACKED,SENT,LOST}",
      "body level integer {0,1,2}",
      "body hue string {red,green,blue}",
      "body way string {air,sea}",
      "body home string",
      "body size string {small,medium,large}",
      "body format string {html,text} =html",
      "body side string {in,out}",
      "body msg string {success}",
      "body kind string",
      "status 200",
    ],
  },
  {
    name: "names with keys in brackets: nested in a body, themselves in a query",
    page: `
# Depot

## POST /crates

### Body

| Name | Type | Required |
|---|---|---|
| dest[town] | string | yes |
| dest[owner][name] | string | no |
| items[0][sku] | string | yes |
| labels[] | string | no |

## GET /crates

### Query

| Name | Type |
|---|---|
| filter[town] | string |
`,
    want: [
      "POST /crates",
      "body dest object",
      "body dest.town string!",
      "body dest.owner object",
      "body dest.owner.name string",
      "body items array",
      "body items[].sku string!",
      "body labels array",
      "status 200",
      "GET /crates",
      "query filter[town] string",
      "status 200",
    ],
  },
  {
    name: "marks of generators in answers too, and flags with a condition behind them",
    page: `
# Threads

## Open a thread

    POST /threads

### Body

| Name | Type | Description |
|---|---|---|
| title | \`String\` | <p>Its title</p> |
| tags | \`String[]\` | **optional** <p>Words</p> |
| poll | \`String\` | **optional** <p>A question</p> |

### Success 201

| Name | Type | Description |
|---|---|---|
| id | \`Number\` | <p>Its number</p> |
| slug | \`String\` | **optional** <p>For the address bar</p> |

## Send a letter

    POST /letters

| field | type | required |
|---|---|---|
| subject | str | yes |
| html | str | yes unless text is there |
`,
    want: [
      "POST /threads",
      "body title string!",
      "body tags array",
      "body poll string",
      "result id number!",
      "result slug string",
      "status 201",
      "POST /letters",
      "body subject string!",
      "body html string",
      "status 200",
    ],
  },
  {
    name: "rows marked as required on a page with signs for what is optional",
    page: `
# Flags

## POST /flags

| Property | Type |
|---|---|
| \`place\` <br/> _required_ | string |
| \`town\` | string |

## PATCH /flags

| Property | Type |
|---|---|
| \`on?\` | boolean |
| \`share?\` | number |
| \`note\` | string |
`,
    want: [
      "POST /flags",
      "body place string!",
      "body town string",
      "status 200",
      "PATCH /flags",
      "body on boolean",
      "body share number",
      "body note string!",
      "status 200",
    ],
  },
];

for (const { name, page, want } of CASES) {
  t.test(`reads ${name}`, (t) => {
    const document = deriveDocument(readSpecification([{ file: "page.md", text: page.trimStart() }]));
    t.same(fieldsOfDocument(document), want);
    t.end();
  });
}

t.test(
  "codes that no field carries are told by the responses of their statuses, several of one status together",
  (t) => {
    const page = `
# Ferry

## POST /berths

### Request

| Field | Type | Required |
|---|---|---|
| pier | string | yes |

### Errors

| Status | Code | Meaning |
|---|---|---|
| 409 | BERTH_TAKEN | Another ship lies there |
| 409 | TIDE_LOW | Not enough water |
| 404 | NO_PIER | No such pier |
`;
    const { paths } = deriveDocument(readSpecification([{ file: "page.md", text: page.trimStart() }])) as {
      paths: Record<
        string,
        { post: { responses: Record<string, { description: string; "x-result-codes"?: unknown }> } }
      >;
    };
    t.same(paths["/berths"]?.post.responses["409"]?.["x-result-codes"], [
      { code: "BERTH_TAKEN", description: "Another ship lies there", "x-source": "page.md:15:9" },
      { code: "TIDE_LOW", description: "Not enough water", "x-source": "page.md:16:9" },
    ]);
    const told = Object.entries(paths["/berths"]?.post.responses ?? {}).map(([status, { description }]) => [
      status,
      description,
    ]);
    t.same(told, [
      ["200", "No result is documented."],
      ["404", "NO_PIER No such pier"],
      ["409", "BERTH_TAKEN Another ship lies there; TIDE_LOW Not enough water"],
    ]);
    t.end();
  },
);

const DRESSED = `
# Gulls

<mark style="color:green;">\`POST\`</mark> \`/gulls/count\`

**Headers**

| Name | Type | Required |
| --- | --- | --- |
| X-Pier | string | yes |

**Request body** (multipart/form-data)

| Name | Type | Required |
| --- | --- | --- |
| flock | string | yes |
{% endhint %}

{% tabs %}
{% tab title="201: Created" %}
| Name | Type |
| --- | --- |
| total | integer |
{% endtab %}
{% endtabs %}

## Feed them

\`POST /gulls/feed\`

| Name | Type | Required |
| --- | --- | --- |
| bread | integer | yes |
:::

Gives back

| Name | Type |
| --- | --- |
| eaten | integer |
</TabItem>
`;

t.test("tags of site generators are no rows, and their titles and dressed captions are captions", (t) => {
  const document = deriveDocument(readSpecification([{ file: "page.md", text: DRESSED.trimStart() }]));
  t.same(fieldsOfDocument(document), [
    "POST /gulls/count",
    "header X-Pier string!",
    "body flock string!",
    "result total integer",
    "status 201",
    "POST /gulls/feed",
    "body bread integer!",
    "result eaten integer",
    "status 200",
  ]);
  t.end();
});

const CALLS = `
# Pier

## POST /piers/hire

### Request

| Field | Type | Required |
|---|---|---|
| hours | int | yes |

### Error response

| Field | Type |
|---|---|
| reason | string |

### Response

| Field | Type |
|---|---|
| hireId | string |

## Webhook: hire ended

| Field | Type | Required |
|---|---|---|
| hireId | string | yes |

## tide_turned

| Field | Type |
|---|---|
| metres | number |
`;

t.test("tables that belong to no operation are kept as schemas, a callback's as a webhook, and each is said", (t) => {
  const specification = readSpecification([{ file: "page.md", text: CALLS.trimStart() }]);
  const document = deriveDocument(specification);
  t.same(fieldsOfDocument(document).slice(0, 3), ["POST /piers/hire", "body hours integer!", "result hireId string"]);
  t.same(document.components?.schemas, {
    WebhookHireEnded: {
      type: "object",
      properties: { hireId: { type: "string", minLength: 1, "x-source": "page.md:27:3" } },
      required: ["hireId"],
      "x-source": "page.md:23:4",
    },
    Tide_turned: {
      type: "object",
      properties: { metres: { type: "number", "x-source": "page.md:33:3" } },
      "x-source": "page.md:29:4",
    },
  });
  const { webhooks } = document as { webhooks?: object };
  t.same(webhooks, {
    WebhookHireEnded: {
      post: {
        operationId: "webhookWebhookHireEnded",
        summary: "Webhook: hire ended",
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/WebhookHireEnded" } } } },
        responses: { 200: { description: "Taken in." } },
        "x-source": "page.md:23:4",
      },
    },
  });
  t.same(
    lint(specification)
      .filter(({ code }) => code === "table-without-operation")
      .map(({ location }) => location?.line),
    [25, 31],
  );
  t.end();
});

t.test("in OpenAPI 3.0 the schemas of callbacks stay, and the default response is a response like any other", (t) => {
  const specification = readSpecification([{ file: "page.md", text: CALLS.trimStart() }]);
  const document = deriveDocument(specification, { openapi: "3.0" }) as unknown as Record<string, unknown>;
  t.notOk("webhooks" in document);
  t.same(Object.keys((document.components as { schemas: object }).schemas), ["WebhookHireEnded", "Tide_turned"]);
  const { responses } = (document.paths as Record<string, Record<string, { responses: Record<string, unknown> }>>)[
    "/piers/hire"
  ]?.post ?? { responses: {} };
  t.match(responses.default, {
    content: { "application/json": { schema: { properties: { reason: { type: "string", nullable: true } } } } },
  });
  t.end();
});

t.test("a specification written out in any of the layouts reads back as itself", (t) => {
  const runs = Number(process.env.LAYOUT_RUNS ?? 300);
  fc.assert(
    fc.property(anySpecs, anyLayout, (written, as) => {
      // A page where `O` is the only flag leaves open whether it is a circle or means optional.
      fc.pre(as.flags !== "M/O" || writePage(written, as).includes(as.table === "html" ? ">M<" : "| M"));
      // A type's name means one table of a page.
      fc.pre(written.length === 1 || !/types|links/.test(as.nesting));
      const page = writePage(written, as);
      const [got, want] = [linesOfPage(page), linesOfSpecs(written, as)];
      if (JSON.stringify(got) !== JSON.stringify(want))
        throw new Error(`${JSON.stringify(as)}\n${page}\n${got.join("\n")}`);
    }),
    { numRuns: runs, seed: 20_26 },
  );
  t.end();
});

t.test("what was read into a page is said once, where it was read", async (t) => {
  const told = (text: string): readonly string[] =>
    lint(readSpecification([{ file: "a.md", text }]))
      .filter(({ code }) => ["presence-by-marks", "stated-for-all", "body-in-prose"].includes(code))
      .map(({ code, location, message }) => `${location?.line} ${code}: ${message}`);
  const flagged = (...flags: readonly string[]): string =>
    `# Ferry\n\n## POST /tickets\n\n### Request body\n\n| Name | Type | Required |\n|---|---|---|\n${flags
      .map((flag, index) => `| field${index} | string | ${flag} |\n`)
      .join("")}`;
  const marks = (words: string): readonly string[] => [
    `7 presence-by-marks: In this table ${words}; expected a word in every row.`,
  ];
  const cases: readonly (readonly [name: string, page: string, want: readonly string[]])[] = [
    ["words in every row", flagged("yes", "no"), []],
    ["circles and crosses in every row", flagged("O", "X"), []],
    ["a cross and nothing", flagged("x", ""), marks("`x` is read as required, and a row without a mark as optional")],
    ["a tick and nothing", flagged("✓", ""), marks("`✓` is read as required, and a row without a mark as optional")],
    ["circles alone", flagged("O", "O"), marks("`O` is read as required")],
    [
      "an option's mark and nothing",
      flagged("x", "").replace("Required", "Optional"),
      marks("`x` is read as optional, and a row without a mark as required"),
    ],
    [
      "words in some rows of a table without a column for them",
      "# Ferry\n\n## POST /tickets\n\n### Request body\n\n| Name | Type | Description |\n|---|---|---|\n" +
        "| dock | string | Where it leaves |\n| deck | string | Optional. Which deck |\n| pet | string | Optional. Its name |\n",
      marks("a row without a word on it is read as required, because other rows are marked optional"),
    ],
    [
      "headers and codes for all",
      "# Ferry\n\n## Common request headers\n\n| Header | Type | Required |\n|---|---|---|\n| X-Dock | string | yes |\n\n" +
        "## Error codes\n\n| Code | Message |\n|---|---|\n| 7001 | the ferry left |\n\n## GET /tickets\n\n## GET /docks\n",
      [
        "3 stated-for-all: What stands here was given to each operation of the page (headers, codes: all 2 operations), expected it to hold for all of them.",
      ],
    ],
    [
      "a sentence's link",
      "# Ferry\n\n## GET /tickets/{ticketId}\n\nReturns a [Ticket](#ticket) object.\n\n## Ticket object\n\n" +
        "| Name | Type | Required |\n|---|---|---|\n| dock | string | yes |\n",
      [
        "5 body-in-prose: No table describes the answer or the request here, so the body of the result is read as `Ticket`; expected a table or a heading that says so.",
      ],
    ],
  ];
  for (const [name, page, want] of cases) t.same(told(page), want, name);
});

t.test("what an example or a page repeats is one finding with a count", async (t) => {
  const told = (text: string): readonly string[] =>
    lint(readSpecification([{ file: "a.md", text }]))
      .filter(({ code }) => ["example-syntax", "example-unknown-key", "missing-result-codes"].includes(code))
      .map(({ code, location, message }) => `${location?.line} ${code}: ${message}`);
  const operation = (path: string): string =>
    `## POST ${path}\n\n### Request body\n\n| Name | Type | Required |\n|---|---|---|\n| harbour | string | yes |\n\n`;
  const example = (json: string): string => `\`\`\`json\n${json}\n\`\`\`\n\n`;
  const one = "The endpoint lists no result codes, expected a table `Possible Result Code` under Result.";
  t.same(told(`# Ferry\n\n${operation("/berths")}${operation("/moorings")}`), [
    "3 missing-result-codes: Of this page's 2 endpoints 2 list no result codes, expected a table of codes or statuses for each.",
  ]);
  t.same(told(`# Ferry\n\n${operation("/berths")}${example('{ harbour: "a", rope: 1, mast: 2, keel: 3, oar: 4, }')}`), [
    `3 missing-result-codes: ${one}`,
    "12 example-syntax: The example has the key `harbour` without quotes, and 4 more like it in this example, expected JSON.",
    "12 example-unknown-key: The example's keys `rope`, `mast`, `keel` and 1 more are not in the table, expected a field for each.",
    "12 example-syntax: The example has a comma behind the last member of an object, expected JSON.",
  ]);
  t.same(told(`# Ferry\n\n${operation("/berths")}${example('{ "harbuor": "a", "rope": 1 }')}`), [
    `3 missing-result-codes: ${one}`,
    "12 example-unknown-key: The example's key `harbuor` is not in the table, expected `harbour`.",
    "12 example-unknown-key: The example's key `rope` is not in the table, expected a field of that name.",
  ]);
});

t.test("codes under an empty header that no field carries are told by the first of them", async (t) => {
  const page =
    "## POST /harbours/enter\n\n### Request parameters\n\n| Parameter | Type | Required | Description |\n| --- | --- | --- | --- |\n" +
    "| berth | string | No | … |\n\n### Response parameters\n\n| Parameter | Type | Required | Description |\n| --- | --- | --- | --- |\n" +
    "| crane | string | No | … |\n\n### Error codes\n\n| | | Description |\n| --- | --- | --- |\n| TIDE_TOO_LOW | … | … |\n| SHIP_UNKNOWN | … | … |\n";
  const findings = lint(readSpecification([{ file: "a.md", text: page }]));
  t.match(
    findings.filter(({ code }) => code === "result-code-without-field"),
    [{ message: /the code `TIDE_TOO_LOW` and those below it/, location: { line: 19, column: 3 } }],
  );
});

t.test("an example or a default past a limit that the remark states is told", async (t) => {
  const page =
    "# Ferry\n\n## POST /crossings\n\n### Request\n\n| Field | Type | Required | Default | Description |\n|---|---|---|---|---|\n" +
    "| cars | int | no | 50 | max 20 |\n| note | string | no | | max length 3 |\n| deck | int | no | 1 | 1..9 |\n\n" +
    '```json\n{"cars": 20, "note": "abcd", "deck": 0}\n```\n';
  const findings = lint(readSpecification([{ file: "a.md", text: page }]));
  t.same(
    findings.filter(({ code }) => code === "value-not-allowed").map(({ message }) => message),
    [
      "The default `50` of `cars` is not allowed, expected what the remark says: `max 20`.",
      "The example `abcd` of `note` is not allowed, expected what the remark says: `max length 3`.",
      "The example `0` of `deck` is not allowed, expected what the remark says: `1..9`.",
    ],
  );
});

t.test("a URL in a block of configuration is no operation", async (t) => {
  const page = (language: string): string => `# Ferry\n\n\`\`\`${language}\nurl: http://ferry.test/berths\n\`\`\`\n`;
  const operations = (language: string): number =>
    readSpecification([{ file: "a.md", text: page(language) }]).pages.flatMap(({ endpoints }) => endpoints).length;
  t.same(["yaml", "toml", "", "text"].map(operations), [0, 0, 1, 1]);
});

t.test("no heading over an operation is told to be a type's, nor measured by another operation", async (t) => {
  const table = "| Name | Type | Required | Description |\n|---|---|---|---|\n";
  const told = (text: string): readonly string[] =>
    lint(readSpecification([{ file: "a.md", text }]))
      .filter(({ code }) => ["misspelled-type-heading", "heading-depth"].includes(code))
      .map(({ code, location }) => `${location?.line} ${code}`);
  const booked =
    `# Harbour\n\n## 1. Book berth\n\n**URL:** \`/berths/book\`\n\n**Method:** POST\n\n**Request parameters:**\n\n${table}` +
    `| cranes | List<Crane> | no | cranes |\n\n**Crane**\n\n${table}| id | long | yes | number |\n`;
  t.same(told(booked), []);
  const listed =
    `# Harbour\n\n## List piers \`GET /piers\`\n\nResponse:\n\n${table}| items | array of Pier | yes | |\n\n## Pier\n\n${table}` +
    `| id | string | yes | |\n\n## Upload chart\n\n### POST /piers/{pierId}/chart\n\n${table}| level | int | no | |\n`;
  t.same(told(listed), []);
});

t.test("a caption in plain speech tells the side of its table", (t) => {
  const sides = (asked: string, answered: string): readonly string[] =>
    linesOf(
      `# Ferry\n\n## POST /crossings\n\n### ${asked}\n\n| Field | Type |\n|---|---|\n| deck | string |\n\n` +
        `### ${answered}\n\n| Field | Type |\n|---|---|\n| berth | string |\n`,
    ).slice(1, 3);
  const captions: readonly (readonly [asked: string, answered: string])[] = [
    ["What you send", "What you send back"],
    ["What to send", "What you get back"],
    ["You provide", "You'll receive"],
    ["What the server expects", "What comes back"],
    ["In", "Out"],
    ["Sent", "Received"],
    ["需要传的参数", "你会收到"],
    ["提交參數", "回傳參數"],
    ["送るもの", "返ってくるもの"],
    ["渡す値", "戻り"],
    ["보내는 값", "돌려받는 값"],
    ["Qué enviar", "Lo que recibes"],
    ["Dados a enviar", "O que você recebe"],
    ["Ce que vous envoyez", "Données renvoyées"],
    ["Anfragedaten", "Rückgabewerte"],
    ["Was du sendest", "Was zurückkommt"],
    ["Dati da inviare", "Cosa ricevi"],
    ["Что отправить", "Что вернётся"],
    ["Co wysłać", "Co otrzymasz"],
    ["Bạn gửi", "Bạn nhận được"],
    ["Data yang dikirim", "Data yang diterima"],
  ];
  for (const [asked, answered] of captions)
    t.same(sides(asked, answered), ["body deck string", "result berth string"], `${asked} / ${answered}`);
  t.end();
});

t.test("a caption that tells no side beside another table is said, and read by what its table holds", (t) => {
  const page = (caption: string, column: string): string =>
    `# Ferry\n\n## POST /crossings\n\n| Field | Type | Required |\n|---|---|---|\n| deck | string | yes |\n\n` +
    `### ${caption}\n\n| Field | Type ${column}|\n|---|---${column === "" ? "" : "|---"}|\n| berth | string ${column === "" ? "" : "| no "}|\n`;
  const cases: readonly (readonly [
    caption: string,
    column: string,
    lines: readonly string[],
    told: readonly string[],
  ])[] = [
    ["Moored", "", ["body deck string!", "result berth string"], ["9 `Moored` as Result"]],
    ["Moored", "| Required ", ["body deck string!", "body berth string"], ["9 `Moored` as Request"]],
    ["Answer", "", ["body deck string!", "result berth string"], []],
    ["More fields", "", ["body deck string!", "body berth string"], []],
  ];
  for (const [caption, column, lines, told] of cases) {
    const text = page(caption, column);
    t.same(linesOf(text).slice(1, 3), lines, `${caption} ${column}`);
    const found = lint(readSpecification([{ file: "a.md", text }])).filter(({ code }) => code === "unknown-section");
    t.same(
      found.map(
        ({ location, message, suggestion }) => `${location?.line} ${/`[^`]*`/.exec(message)?.[0]} as ${suggestion}`,
      ),
      told,
      `${caption} ${column}`,
    );
  }
  t.end();
});

t.test("an operation is called what its heading calls it, and described by the first sentence under it", (t) => {
  const words = (text: string): readonly unknown[] => {
    const { paths } = deriveDocument(readSpecification([{ file: "page.md", text }])) as unknown as {
      paths: Record<string, Record<string, { summary?: string; description?: string }>>;
    };
    return Object.values(paths).flatMap((item) =>
      Object.values(item).map(({ summary, description }) => [summary, description]),
    );
  };
  const other = "\n\n## GET /tides\n";
  const cases: readonly (readonly [name: string, page: string, want: unknown])[] = [
    [
      "number, method and path aside",
      "## 2.1 Hire a boat `POST /hires`\n\nHires it e.g. for a day. Or two.\n",
      [["Hire a boat", "Hires it e.g. for a day."]],
    ],
    [
      "the path in a line",
      "## 3-1 船を借りる\n\n`POST /hires`\n\n船を一日借りる。\n",
      [["船を借りる", "船を一日借りる。"]],
    ],
    [
      "a heading that is all method and path",
      "## POST /hires\n\nHires a boat for a day.\n",
      [[undefined, "Hires a boat for a day."]],
    ],
    ["a heading around it", "## Hire a boat\n\n### POST /hires\n", [["Hire a boat", undefined]]],
    [
      "a heading around several",
      "## Boats\n\n### POST /hires\n\n### DELETE /hires\n",
      [
        [undefined, undefined],
        [undefined, undefined],
      ],
    ],
    ["the line that states it", "**Hire a boat** – `POST /hires`\n", [["Hire a boat", undefined]]],
    [
      "labels, captions and statuses aside",
      "## POST /hires\n\nAuth: any pier's key will do\n\n**Request**\n",
      [[undefined, undefined]],
    ],
  ];
  for (const [name, page, want] of cases) t.same(words(`# Pier\n\n${page}${other}`).slice(0, -1), want, name);
  t.end();
});

t.test(
  "an operation is found by a path without a slash, in a sentence or in a comment, and a weak statement is said",
  (t) => {
    const table = "\n\n| Field | Type |\n|---|---|\n| deck | string |\n";
    const read = (text: string): readonly string[] => {
      const told = lint(readSpecification([{ file: "a.md", text }])).filter(
        ({ code }) => code === "operation-in-prose",
      );
      return [
        ...linesOf(text).filter((line) => /^[A-Z]{3}|^(?:body|query)/.test(line)),
        ...told.map(({ location }) => `told ${location?.line}`),
      ];
    };
    const cases: readonly (readonly [page: string, want: readonly string[]])[] = [
      ["## POST ferry/hire", ["POST /ferry/hire", "body deck string"]],
      ["## Hire\n\n**POST** ferry/hire", ["POST /ferry/hire", "body deck string"]],
      ["## Hire\n\n`POST` `ferry/hire`", ["POST /ferry/hire", "body deck string"]],
      ["## Hire\n\n| Method | Path |\n|---|---|\n| POST | ferry/hire |", ["POST /ferry/hire", "body deck string"]],
      [
        "## Endpoint v2 {#two}\n\n<!-- @include: base.md -->ferry/hire\n\n## Query payload",
        ["POST /ferry/hire", "body deck string"],
      ],
      ["## Hire\n\nSend a `POST` request to `/ferry/hire`.", ["POST /ferry/hire", "body deck string", "told 5"]],
      ["## Hire\n\n调用 `POST /ferry/hire` 接口。", ["POST /ferry/hire", "body deck string", "told 5"]],
      ["## Hire\n\n<!-- POST /ferry/hire -->", ["POST /ferry/hire", "body deck string", "told 5"]],
      ["## Hire <!-- POST ferry/hire -->", ["POST /ferry/hire", "body deck string", "told 3"]],
      ["## Hire\n\n`ferry/hire`", ["POST /ferry/hire", "body deck string", "told 5"]],
      ["## Hire\n\n`application/json`", []],
      ["## Hire\n\nReturned by `POST /ferry/hire`.", []],
      ["## Hire\n\nCall `GET /a` or `GET /b`.", []],
      ["## GET /hires\n\n### Fields\n\nCall `POST /ferry/hire` first.", ["GET /hires", "query deck string"]],
    ];
    for (const [page, want] of cases) t.same(read(`# Ferry\n\n${page}${table}`), want, page);
    t.end();
  },
);

t.test("what a page says of an operation a second time is added to the first, and what differs is said", (t) => {
  const page = `# Pier

## POST /hires

### Request

| Field | Type | Required |
|---|---|---|
| boat | string | yes |
| oars | integer | yes |
| crew | object | no |
| crew.mate | string | no |

### Errors

| Status | Meaning |
|---|---|
| 409 | Taken |

## POST /hires

### Request

| Field | Type | Required |
|---|---|---|
| boat | integer | yes |
| days | integer | yes |
| crew | object | no |
| crew.cook | string | yes |

### Response

| Field | Type | Required |
|---|---|---|
| hireId | string | yes |

### Errors

| Status | Meaning |
|---|---|
| 409 | Taken |
| 423 | Locked |
`;
  t.same(linesOf(page), [
    "POST /hires",
    "body boat string!",
    "body oars integer",
    "body crew object",
    "body crew.mate string",
    "body crew.cook string",
    "body days integer",
    "result hireId string!",
    "status 200",
    "status 409",
    "status 423",
  ]);
  const told = (text: string): readonly unknown[] =>
    lint(readSpecification([{ file: "a.md", text }]))
      .filter(({ code }) => code === "duplicate-operation")
      .map(({ location, severity, message }) => [location?.line, severity, message]);
  t.same(told(page), [
    [
      20,
      "error",
      "`POST /hires` is described already on this page; `days`, `crew.cook`, `hireId` added to it; `boat` differently, kept as the first has it; expected each operation once.",
    ],
  ]);
  t.same(told(page.replace("boat | integer", "boat | string"))[0], [
    20,
    "info",
    "`POST /hires` is described already on this page; `days`, `crew.cook`, `hireId` added to it; expected each operation once.",
  ]);
  t.end();
});

t.test("a line about every call gives each a header, and says so", (t) => {
  const read = (line: string): readonly string[] => {
    const text = `# Pier\n\n${line}\n\n## GET /tides\n\n## GET /boats\n`;
    const told = lint(readSpecification([{ file: "a.md", text }])).filter(({ code }) => code === "stated-for-all");
    return [
      ...linesOf(text).filter((each) => each.startsWith("header")),
      ...told.map(({ location }) => `told ${location?.line}`),
    ];
  };
  const both = (header: string): readonly string[] => [header, header, "told 3"];
  const cases: readonly (readonly [line: string, want: readonly string[]])[] = [
    ["All calls need the header `X-Pier-Key`.", both("header X-Pier-Key string!")],
    ["- Header `X-Pier-Key: abc`: required on every request", both("header X-Pier-Key string!")],
    ["所有接口都需要在请求头中携带 `X-Pier-Key`。", both("header X-Pier-Key string!")],
    ["すべてのリクエストに `X-Pier-Key` ヘッダーが必要です。", both("header X-Pier-Key string!")],
    ["Every request except the first carries the header `X-Pier-Key`.", both("header X-Pier-Key string")],
    ["Every response has the header `X-Pier-Key`.", []],
    ["Some calls need the header `X-Pier-Key`.", []],
    ["All requests have the header `Content-Type: application/json`.", []],
    ["All calls need an account.", []],
  ];
  for (const [line, want] of cases) t.same(read(line), want, line);
  const alone = "# Pier\n\nAll calls need the header `X-Pier-Key`.\n\n## GET /tides\n";
  t.match(
    lint(readSpecification([{ file: "a.md", text: alone }])).find(({ code }) => code === "stated-for-all")?.message,
    "(headers: the only operation)",
  );
  t.end();
});

t.test("each operation is where its URL, its page or a page without operations says", (t) => {
  const pages = {
    "a.md":
      "# Tides\n\nBase URL: `https://tides.example.com/v2/`\n\n## GET /tides\n\n## GET https://other.example.com/moon\n",
    "b.md": "# Boats\n\n| Host | https://boats.example.com |\n|---|---|\n\n## GET /boats\n",
    "c.md": "# Piers\n\n## 接口域名\n\nhttps://piers.example.com/v1\n\n## GET /v1/piers\n",
    "d.md": "# Gulls\n\nServer: https://{town}.example.com\n\n## GET /gulls\n",
  };
  const serversOf = (files: Readonly<Record<string, string>>): readonly string[] => {
    const { paths, servers } = deriveDocument(
      readSpecification(Object.entries(files).map(([file, text]) => ({ file, text }))),
    ) as unknown as {
      paths: Record<string, Record<string, { servers?: readonly { url: string }[] }>>;
      servers: readonly { url: string }[];
    };
    return [
      servers.map(({ url }) => url).join(" "),
      ...Object.entries(paths).map(([path, item]) => `${path} ${item.get?.servers?.[0]?.url ?? "-"}`),
    ];
  };
  t.same(serversOf(pages), [
    "https://tides.example.com/v2 https://other.example.com https://boats.example.com https://piers.example.com /",
    "/tides -",
    "/moon https://other.example.com",
    "/boats https://boats.example.com",
    "/v1/piers https://piers.example.com",
    "/gulls /",
  ]);
  t.same(serversOf({ "b.md": pages["b.md"] }), ["https://boats.example.com", "/boats -"]);
  t.same(serversOf({ "d.md": pages["d.md"], "index.md": "# All\n\nBase URL: https://all.example.com\n" }), [
    "https://all.example.com",
    "/gulls -",
  ]);
  t.end();
});

t.test("a name that stands twice in a table, or spans two rows, is said", (t) => {
  const told = (table: string): readonly unknown[] =>
    lint(readSpecification([{ file: "a.md", text: `# Pier\n\n## POST /boats\n\n${table}\n` }]))
      .filter(({ code }) => code === "duplicate-field")
      .map(({ location }) => location?.line);
  t.same(told("| Name | Type |\n|---|---|\n| oar | string |\n| oar | integer |\n| keel | string |"), [8]);
  t.same(
    told(
      '<table>\n<tr><th>Name</th><th>Type</th></tr>\n<tr><td rowspan="2">oar</td><td>string</td></tr>\n<tr><td>integer</td></tr>\n</table>',
    ),
    [7],
  );
  t.same(told("| Name | Type |\n|---|---|\n| oar | string |\n| keel | string |"), []);
  t.end();
});

function linesOf(text: string): readonly string[] {
  return fieldsOfDocument(deriveDocument(readSpecification([{ file: "page.md", text }])));
}

t.test("a name that stands before another in its row has the place of its own cell", (t) => {
  const text =
    "# POST /loans\n\n## Request body\n\n| Name | | Type | Required |\n|---|---|---|---|\n| copy | | string | yes |\n| owner | phone | string | no |\n| | mail | string | no |\n";
  const document = deriveDocument(readSpecification([{ file: "loans.md", text }]));
  const [, property = ""] = /"properties":(\{.*\}),"required"/.exec(JSON.stringify(document.paths)) ?? [];
  const properties = JSON.parse(property) as Readonly<Record<string, { readonly "x-source"?: string }>>;
  t.same(
    Object.entries(properties).map(([name, property]) => [name, property["x-source"]]),
    [
      ["copy", "loans.md:7:3"],
      ["owner", "loans.md:8:3"],
    ],
  );
  t.end();
});

t.test("items that name a field and its type are read as rows of a table", async (t) => {
  const text = `# Kites

## Fly one

POST /kites/{kiteId}/flights

Path parameters:

- \`kiteId\` (string, required) - sewn on

Request body:

* **span** \`number\` required. metres, 1-9
* **tail** (boolean)
* **crew** (array of objects): who flies
    * **name** (string, required)
    * **roles** (string[], optional) one of \`pilot\`, \`winch\`

Response:

1. id: integer - the flight
2. wind: number
3. note (string)

Errors:

- \`404\` (string) no kite
- sent (maybe) later
`;
  const read = readSpecification([{ file: "kites.md", text }]);
  t.same(fieldsOfDocument(deriveDocument(read)), [
    "POST /kites/{kiteId}/flights",
    "path kiteId string!",
    "body span number!",
    "body tail boolean",
    "body crew array",
    "body crew[].name string!",
    "body crew[].roles array",
    "result id integer",
    "result wind number",
    "result note string",
    "status 200",
    "status 404",
  ]);
  t.same(
    lint(read)
      .filter(({ code }) => code === "fields-in-list")
      .map(({ message, location }) => `${location?.line}:${location?.column} ${message}`),
    [
      "9:3 The items of a list are read as fields: `kiteId`; expected a field table.",
      "13:3 The items of a list are read as fields: `span`, `tail`, `crew`, `name`, `roles`; expected a field table.",
      "21:4 The items of a list are read as fields: `id`, `wind`, `note`; expected a field table.",
    ],
  );
});

t.test("what generators export names answers, maps and values in forms of their own", async (t) => {
  const text = `# Kites

## POST /kites/{kiteId}

### Params

|Name|Location|Type|Required|Description|
|---|---|---|---|---|
|kiteId|path|string|yes||
|body|body|object|yes||
|» shape|body|string|no||

#### Enum

|Name|Value|
|---|---|
|» shape|DELTA|
|» shape|BOX|

### Responses

|HTTP Status Code|Meaning|Description|Data schema|
|---|---|---|---|
|200|[OK](https://kites.example.test/ok)|none|[Kite](#schemakite)|

## GET /kites

### Return type

[**List&lt;Kite&gt;**](Kite.md)

## GET /winds

### Responses

|HTTP Code|Description|Data schema|
|---|---|---|
|200|OK|[Winds](#winds)|
|404|Not Found|Inline|

# Data Schema

## Kite

|Name|Type|Required|Description|
|---|---|---|---|
|span|number|true|none|

## Winds

|Name|Schema|Description|
|---|---|---|
|places|< string, [Gust](#gust) > map|none|

## Gust

|Name|Schema|Description|
|---|---|---|
|knots|integer|none|
`;
  t.same(fieldsOfDocument(deriveDocument(readSpecification([{ file: "kites.md", text }]))), [
    "POST /kites/{kiteId}",
    "path kiteId string!",
    "body shape string {DELTA,BOX}",
    "result span number!",
    "status 200",
    "GET /kites",
    "result [].span number!",
    "status 200",
    "GET /winds",
    "result places object",
    "result places{}.knots integer",
    "status 200",
    "status 404",
  ]);
});
