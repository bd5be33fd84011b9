/**
 * Where a layer over the page hangs. Over the body antd would also stop the scrolling, with a style
 * that has no number and that the page's rules forbid; what is scrolled here never is the body.
 */
export const layerRoot = (): HTMLElement =>
  document.querySelector<HTMLElement>('.root') ?? document.body
