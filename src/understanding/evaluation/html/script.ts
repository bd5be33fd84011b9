/** Tables sort by the head that is clicked; what is folded up is printed all the same. */
export const script = `
const valueOf = (row, column) => row.cells[column].dataset.value ?? row.cells[column].textContent
for (const button of document.querySelectorAll('th button')) {
  button.addEventListener('click', () => {
    const head = button.parentElement
    const column = head.cellIndex
    const body = head.closest('table').tBodies[0]
    const up = head.ariaSort === 'descending' || (head.ariaSort === null && column === 0)
    for (const other of head.parentElement.cells) other.ariaSort = null
    head.ariaSort = up ? 'ascending' : 'descending'
    const sorted = [...body.rows].sort((a, b) =>
      valueOf(a, column).localeCompare(valueOf(b, column), 'zh-CN', { numeric: true }))
    body.append(...(up ? sorted : sorted.reverse()))
  })
}
addEventListener('beforeprint', () => {
  for (const details of document.querySelectorAll('details')) details.open = true
})
`
