import { CheckCircleOutlined, CloseCircleFilled, WarningFilled } from '@ant-design/icons'
import { Alert, Button } from 'antd'
import type { PlaybookFault } from '../../shared/index.ts'
import { sentenceOf } from '../format.ts'
import { spoken } from '../texts.ts'
import { words } from './texts.ts'
import type { CheckedFiles } from './use-checked.ts'

const say = spoken(words).problems

interface Props {
  readonly checked: CheckedFiles
  readonly nameOf: (file: string) => string
  readonly onJump: (fault: PlaybookFault) => void
}

/** Everything that is wrong, file by file; a click goes there. */
export function Problems({ checked, nameOf, onJump }: Props) {
  const { faults, isChecking, unknown, again } = checked
  if (unknown !== null) {
    return (
      <Alert
        className="unchecked"
        type="warning"
        showIcon
        title={sentenceOf(unknown)}
        action={
          <Button size="small" onClick={again}>
            {say.again}
          </Button>
        }
      />
    )
  }
  if (faults.length === 0) {
    return (
      <p className="playbook-none" role="status">
        {isChecking ? (
          say.checking
        ) : (
          <>
            <CheckCircleOutlined /> {say.none}
          </>
        )}
      </p>
    )
  }
  const files = [...new Set(faults.map(({ file }) => file))]
  return (
    <div className="problems">
      {files.map((file) => (
        <section key={file}>
          <h3>
            {nameOf(file)} <code>{file}</code>
          </h3>
          <ul>
            {faults
              .filter((fault) => fault.file === file)
              .map((fault) => (
                <li key={`${fault.line}:${fault.column} ${fault.message}`}>
                  <button type="button" className="place" onClick={() => onJump(fault)}>
                    {fault.severity === 'error' ? (
                      <CloseCircleFilled className="error" />
                    ) : (
                      <WarningFilled className="warning" />
                    )}
                    <span>
                      {fault.message}
                      {fault.remedy !== null && <em>{fault.remedy}</em>}
                      <small>{say.place(fault.line, fault.column)}</small>
                    </span>
                  </button>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
