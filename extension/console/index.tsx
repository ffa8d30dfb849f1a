import '../tokens.css'
import '../parts.css'
import '../panel/panel.css'
import './console.css'
import './shell.css'
import './content.css'
import { createRoot } from 'react-dom/client'
import { Console } from './app.tsx'

const root = document.getElementById('__plasmo') ?? document.getElementById('root')
if (root) createRoot(root).render(<Console />)
