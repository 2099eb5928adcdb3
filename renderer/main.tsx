// Entry of the page.
import { createRoot } from 'react-dom/client';

const root = document.getElementById('root');
if (root) createRoot(root).render(<h1>Tablewatch 多维表</h1>);
