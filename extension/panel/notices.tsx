import { useEffect } from 'react'
import type { FromPanel } from '../messages.ts'
import type { NoticeView } from '../views.ts'

interface NoticesProps {
  notices: NoticeView[]
  send(message: FromPanel): void
}

const told = (notices: NoticeView[], urgent: boolean): string =>
  notices
    .filter((one) => one.urgent === urgent)
    .map(({ title, text }) => `${title} ${text}`)
    .join(' ')

/** Says which of them the agent can see: none while the panel is behind something else. */
function useSeen({ notices, send }: NoticesProps): void {
  const ids = notices.map(({ id }) => id).join(' ')
  useEffect(() => {
    const seen = () => {
      if (document.visibilityState !== 'visible' || !ids) return
      for (const notice of ids.split(' ')) send({ type: 'notice-seen', notice })
    }
    seen()
    document.addEventListener('visibilitychange', seen)
    return () => document.removeEventListener('visibilitychange', seen)
  }, [ids, send])
}

/** What the agent is told, above everything else, until it is read. */
export function Notices(props: NoticesProps) {
  useSeen(props)
  const { notices, send } = props
  return (
    <>
      <p className="unseen" role="alert">
        {told(notices, true)}
      </p>
      <p className="unseen" role="status">
        {told(notices, false)}
      </p>
      {notices.map((notice) => (
        <Told key={notice.id} notice={notice} read={() => send({ type: 'notice-read', notice: notice.id })} />
      ))}
    </>
  )
}

function Told({ notice, read }: { notice: NoticeView; read(): void }) {
  return (
    <section className={notice.urgent ? 'told urgent' : 'told'} aria-label={notice.title}>
      <b>{notice.title}</b>
      <p>{notice.text}</p>
      <div className="row">
        <button type="button" className={notice.urgent ? 'btn primary' : 'btn'} onClick={read}>
          {notice.read}
        </button>
        <span className="space" />
        <span className="small faint">{notice.playbook}</span>
      </div>
    </section>
  )
}
