/**
 * What the server lets this one page write styles with; antd and the editor do. The browser hides
 * it from the attribute, and so from whatever could read attributes.
 */
export const nonce = document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce || undefined
