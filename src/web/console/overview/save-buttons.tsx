import { DownloadOutlined } from '@ant-design/icons'
import { App, Button, Space } from 'antd'
import { useState } from 'react'
import { csvFile, saveFile, xlsxFile } from './save-file.ts'
import { cellsOf, csvOfSheet, type Sheet } from './sheet.ts'
import { say } from './texts.ts'

interface Props {
  readonly name: string
  readonly title: string
  readonly sheet: Sheet
}

/** A chart taken away as a table, for any program or for a spreadsheet. */
export function SaveButtons({ name, title, sheet }: Props) {
  const { message } = App.useApp()
  const [isBusy, setBusy] = useState(false)
  const saveXlsx = async () => {
    setBusy(true)
    try {
      saveFile(`${name}.xlsx`, await xlsxFile(cellsOf(sheet)))
    } catch {
      void message.error(say.saveFailed)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Space.Compact size="small">
      <Button
        icon={<DownloadOutlined />}
        aria-label={say.save(say.csv, title)}
        onClick={() => saveFile(`${name}.csv`, csvFile(csvOfSheet(sheet)))}
      >
        {say.csv}
      </Button>
      <Button
        loading={isBusy}
        aria-label={say.save(say.xlsx, title)}
        onClick={() => void saveXlsx()}
      >
        {say.xlsx}
      </Button>
    </Space.Compact>
  )
}
