import { type ThemeConfig, theme } from 'antd'
import { useEffect, useState } from 'react'

const watched = [
  '(prefers-color-scheme: dark)',
  '(forced-colors: active)',
  '(prefers-reduced-motion: reduce)',
]

/** A colour of tokens.css as it is now; the component library reckons with colours and takes no names. */
function colours(): (name: string) => string {
  const probe = document.createElement('i')
  document.body.append(probe)
  const read = (name: string) => {
    probe.style.color = `var(--${name})`
    return getComputedStyle(probe).color
  }
  queueMicrotask(() => probe.remove())
  return read
}

function themeNow(): ThemeConfig {
  const colour = colours()
  const dark = matchMedia('(prefers-color-scheme: dark)').matches
  return {
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: colour('accent'),
      colorPrimaryHover: colour('accent-strong'),
      colorPrimaryActive: colour('accent-strong'),
      colorPrimaryBg: colour('accent-soft'),
      colorPrimaryText: colour('accent-strong'),
      colorLink: colour('accent'),
      colorLinkHover: colour('accent-strong'),
      colorTextLightSolid: colour('ink-on'),
      colorText: colour('ink'),
      colorTextHeading: colour('ink'),
      colorTextSecondary: colour('ink-2'),
      colorTextTertiary: colour('ink-3'),
      colorTextDescription: colour('ink-3'),
      colorTextPlaceholder: colour('ink-3'),
      colorTextDisabled: colour('ink-3'),
      colorIcon: colour('ink-2'),
      colorBorder: colour('line-strong'),
      colorBorderSecondary: colour('line'),
      colorSplit: colour('line'),
      colorBgContainer: colour('surface'),
      colorBgElevated: colour('surface'),
      colorBgLayout: colour('bg'),
      colorBgContainerDisabled: colour('surface-2'),
      colorFillAlter: colour('surface-2'),
      colorError: colour('block'),
      colorErrorText: colour('block'),
      colorWarning: colour('warn'),
      colorSuccess: colour('pass'),
      colorWarningBg: colour('warn-bg'),
      colorWarningBorder: colour('warn-line'),
      colorErrorBg: colour('block-bg'),
      colorErrorBorder: colour('block-line'),
      colorSuccessBg: colour('pass-bg'),
      colorSuccessBorder: colour('pass-line'),
      controlItemBgActive: colour('accent-soft'),
      controlItemBgHover: colour('surface-2'),
      fontFamily: 'var(--font)',
      fontFamilyCode: 'var(--mono)',
      fontSize: 13,
      borderRadius: 4,
      borderRadiusLG: 6,
      borderRadiusSM: 3,
      controlHeight: 28,
      controlHeightSM: 22,
      sizeStep: 3,
      motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      motionDurationMid: '0.12s',
      motionDurationSlow: '0.15s',
    },
    components: {
      Button: { primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
      Select: {
        multipleItemBg: colour('surface-3'),
        multipleItemColorDisabled: colour('ink-2'),
        multipleItemBorderColor: colour('line'),
      },
      Table: { headerBg: colour('surface-2'), headerColor: colour('ink-2') },
    },
  }
}

/** The library's look from our own tokens, anew where the reader's preferences change. */
export function useTheme(): ThemeConfig {
  const [now, setNow] = useState(themeNow)
  useEffect(() => {
    const queries = watched.map((query) => matchMedia(query))
    const look = () => setNow(themeNow())
    for (const query of queries) query.addEventListener('change', look)
    return () => {
      for (const query of queries) query.removeEventListener('change', look)
    }
  }, [])
  return now
}
