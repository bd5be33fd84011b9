import type { Totals } from './totals.ts'

/** What an import tells its reader; each sentence says what is wrong and what to do. */
export const sentences = {
  'zh-CN': {
    lostDigits: (text: string) =>
      `「${text}」是表格软件改写过的数字，15 位以后已经丢了；请用平台导出的原始文件，或先把这一列设成文本再填`,
    maybeRounded: (numbers: string) =>
      `${numbers} 的 15 位以后全是 0，照收了；若和平台上的不一样，就是表格软件改写过的，请用平台导出的原始文件再导一次`,
    number: (text: string) => `「${text}」不像单号：应是 4 到 64 个字母、数字或短横线`,
    missing: '空着；这一列必须填',
    badText: (text: string) =>
      `「${text}」里有乱码或换行；请把文件另存为 UTF-8 编码的 CSV，或改成一行`,
    tooLong: (most: number) => `超过 ${most} 个字；请检查列有没有错位`,
    money: (text: string) => `「${text}」不是金额；写成 12.50，单位元，最多两位小数`,
    quantity: (text: string) => `「${text}」不是件数；写成 1 到 99999 的整数`,
    moment: (text: string) => `「${text}」不是日期时间；写成 2026-05-23 22:02:33`,
    future: (text: string) => `「${text}」还没到；请检查年份和时区`,
    state: (text: string) =>
      `不认识的订单状态「${text}」；写成待付款、待发货、已发货、已签收、已完成或已取消`,
    surplus: (count: number) =>
      `比表头多出 ${count} 格；多半是内容里有没加引号的逗号或没配对的引号`,
    otherBuyer: (row: number) => `和第 ${row} 行是同一订单，买家却不同；请核对`,
    otherAmount: (row: number) =>
      `和第 ${row} 行是同一订单，金额却不同；整单金额每行应相同，每行是各自的金额时请加上「子订单编号」列`,
    torn: (row: number) => `同一订单的第 ${row} 行有错，这一行也没有导入；改好后整单一起导入`,
    newNeeds: (names: string) => `新订单还缺${names}；请补上这些列再导入`,
    field: {
      state: '订单状态（或付款、发货、签收时间）',
      placedAt: '下单时间',
      amount: '实付金额（或单价）',
      items: '商品标题',
    },
    quote: '这一行的引号没有配对，会把后面的行当成它的内容；请补上或去掉这个引号，再导入一次',
    brokenTo: (last: number) => `引号没有配对的行太多，到第 ${last} 行都没有读；请检查文件`,
    rowTooLong: '这一行太长，不是订单；请检查引号和换行',
    tooMany: (last: number, most: number) =>
      `一次最多 ${most} 行，到第 ${last} 行都没有读；请把文件拆开再导入`,
    noFile: '没有这个文件；请检查路径',
    empty: '文件是空的',
    xls: '是旧版 Excel（.xls）；请另存为 .xlsx 或 CSV 再导入',
    html: '其实是网页，不是表格；请用 Excel 或 WPS 打开，另存为 .xlsx 再导入',
    workbook: (detail: string) =>
      `读不了这个工作簿（${detail}）；请用 Excel 或 WPS 打开，另存为 .xlsx`,
    workbookTooBig: '工作簿太大，内存不够；请删掉多余的空行空列，或另存为 CSV',
    noHeading:
      '前 20 行里找不到表头：要有「订单编号」这一列，和至少一列别的（列名见 docs/orders.md）',
    didYouMean: (written: string, meant: string) => `「${written}」是不是「${meant}」？`,
    sheetWithoutHeading: (name: string) => `工作表「${name}」没有找到表头，没有读`,
    beforeHeading: (rows: number) => `表头前面的 ${rows} 行没有读`,
    unused: (names: string) => `没有用到的列：${names}`,
    joins: (order: string, numbers: string) => `${order} 加 ${numbers}`,
    joined: (orders: number, some: string) =>
      `更新了 ${orders} 个订单的包裹：新的运单号加上，先前的也留着（${some}）；先前的写错了，就把它写在「作废运单号」列里再导一次`,
    voids: (order: string, numbers: string) => `${order} 去掉 ${numbers}`,
    voided: (orders: number, some: string) => `${orders} 个订单的运单号作废了（${some}）`,
    voidedToo: (number: string) => `「${number}」既是运单号又是作废运单号；请去掉一处`,
    older: (rows: number) => `${rows} 行比已有的旧，没有改动`,
    repeated: (rows: number) => `${rows} 行和同一订单后面的行是同一件商品，以后面的为准`,
    noBuyer: (orders: number) =>
      `${orders} 个订单没有买家：顾客报单号时只认单号，不会把订单内容告诉任何人；要显示订单，请加上买家ID列`,
    comma: '、',
    summary: (t: Totals) =>
      `${t.mode === 'dry_run' ? '试算，什么也没有存。' : ''}${t.rows} 行，读到 ${t.orders} 个订单：新增 ${t.imported} 行，更新 ${t.updated} 行，没变 ${t.unchanged} 行，拒绝 ${t.refused} 行`,
    refusals: '拒绝的行：',
    notes: '说明：',
  },
  en: {
    lostDigits: (text: string) =>
      `"${text}" was rewritten by a spreadsheet: what comes after 15 digits is lost; use the marketplace’s own file, or make the column text before filling it in`,
    maybeRounded: (numbers: string) =>
      `${numbers}: nothing but zeros after 15 digits; kept, but where the marketplace shows another number a spreadsheet has rewritten it: import the marketplace’s own file`,
    number: (text: string) =>
      `"${text}" is no number of an order or a parcel: 4 to 64 letters, digits or dashes`,
    missing: 'is empty; this column is needed',
    badText: (text: string) =>
      `"${text}" has broken characters or line breaks; save the file as CSV in UTF-8, or put it on one line`,
    tooLong: (most: number) => `has more than ${most} characters; check whether columns slipped`,
    money: (text: string) => `"${text}" is no amount; write 12.50, in yuan, at most two decimals`,
    quantity: (text: string) => `"${text}" is no quantity; write a whole number from 1 to 99999`,
    moment: (text: string) => `"${text}" is no date and time; write 2026-05-23 22:02:33`,
    future: (text: string) => `"${text}" is still to come; check the year and the time zone`,
    state: (text: string) =>
      `unknown order state "${text}"; write 待付款, 待发货, 已发货, 已签收, 已完成 or 已取消`,
    surplus: (count: number) =>
      `${count} more cells than the heading has; a comma without quotes, or a quote out of place`,
    otherBuyer: (row: number) => `the same order as row ${row}, but another buyer; check both`,
    otherAmount: (row: number) =>
      `the same order as row ${row}, but another amount; an order’s amount is the same in each row; where each row has its own, add the column 子订单编号`,
    torn: (row: number) =>
      `row ${row} of the same order is wrong, so this one was not imported either; mend it and import both`,
    newNeeds: (names: string) => `a new order also needs ${names}; add these columns`,
    field: {
      state: 'its state (or when it was paid, shipped or delivered)',
      placedAt: 'when it was placed',
      amount: 'its amount (or prices)',
      items: 'its goods',
    },
    quote:
      'a quote of this row is never closed, and would take the rows after it for its contents; close it or take it out, and import again',
    brokenTo: (last: number) =>
      `too many rows with an open quote; nothing was read up to row ${last}; check the file`,
    rowTooLong: 'this row is too long for an order; check quotes and line breaks',
    tooMany: (last: number, most: number) =>
      `at most ${most} rows at once; nothing was read from here to row ${last}; split the file`,
    noFile: 'there is no such file; check the path',
    empty: 'the file is empty',
    xls: 'is of an old Excel (.xls); save it as .xlsx or CSV first',
    html: 'is a web page, not a table; open it in Excel or WPS and save it as .xlsx',
    workbook: (detail: string) =>
      `the workbook cannot be read (${detail}); open it in Excel or WPS and save it as .xlsx`,
    workbookTooBig:
      'the workbook is too big for the memory; delete empty rows and columns, or save it as CSV',
    noHeading:
      'no heading in the first 20 rows: there must be a column 订单编号 and one more (docs/orders.md has the names)',
    didYouMean: (written: string, meant: string) => `is "${written}" meant to be "${meant}"?`,
    sheetWithoutHeading: (name: string) => `sheet "${name}" has no heading and was not read`,
    beforeHeading: (rows: number) => `${rows} rows before the heading were not read`,
    unused: (names: string) => `columns that are not used: ${names}`,
    joins: (order: string, numbers: string) => `${order} got ${numbers}`,
    joined: (orders: number, some: string) =>
      `${orders} orders were updated with parcels beside those that they had (${some}); where an earlier number is wrong, put it into a column 作废运单号 and import again`,
    voids: (order: string, numbers: string) => `${order} lost ${numbers}`,
    voided: (orders: number, some: string) =>
      `of ${orders} orders numbers of parcels are void (${some})`,
    voidedToo: (number: string) =>
      `"${number}" is the number of a parcel and void as well; take one of them out`,
    older: (rows: number) => `${rows} rows are older than what is known and changed nothing`,
    repeated: (rows: number) =>
      `${rows} rows are of the same goods as a later row of their order, which counts`,
    noBuyer: (orders: number) =>
      `${orders} orders have no buyer: their numbers are accepted, their contents shown to nobody; add a column 买家ID to show them`,
    comma: ', ',
    summary: (t: Totals) =>
      `${t.mode === 'dry_run' ? 'a rehearsal, nothing was kept. ' : ''}${t.rows} rows of ${t.orders} orders: ${t.imported} rows new, ${t.updated} updated, ${t.unchanged} unchanged, ${t.refused} refused`,
    refusals: 'Refused:',
    notes: 'Notes:',
  },
} as const

export type Locale = keyof typeof sentences
export type Say = (typeof sentences)[Locale]
