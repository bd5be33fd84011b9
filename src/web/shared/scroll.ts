interface Scrolled {
  scrollTop: number
  readonly scrollHeight: number
  readonly clientHeight: number
}

/** Whether somebody reads further up, and is to be left there. */
export const isReadingAbove = (box: Scrolled): boolean =>
  box.scrollHeight - box.scrollTop - box.clientHeight > 120

export function scrollToEnd(box: Scrolled | null) {
  if (box !== null) box.scrollTop = box.scrollHeight
}
