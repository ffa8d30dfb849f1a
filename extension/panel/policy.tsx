import type { PolicyView } from '../views.ts'
import { StateMark } from './mark.tsx'

/** The policy as received: where from, each key by name, and what is wrong with it. */
export function Policy({ view }: { view: PolicyView }) {
  return (
    <main className="policy" lang={view.lang}>
      <h1>{view.title}</h1>
      <p>
        <b>{view.source}</b>
      </p>
      <p className="dim">{view.detail}</p>
      {view.problemsLine && (
        <p className="notice warn" role="alert">
          <StateMark mark="warn" />
          {view.problemsLine}
        </p>
      )}
      <table>
        <tbody>
          {view.rows.map(({ key, label, value, problem }) => (
            <tr key={key}>
              <th scope="row">
                {label}
                <br />
                <code className="small faint">{key}</code>
              </th>
              <td className={problem ? 'wrong' : undefined}>
                {problem && <StateMark mark="warn" />} {problem || value}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </main>
  )
}
