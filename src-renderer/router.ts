import { createMemoryHistory, createRouter } from 'vue-router'

/** Pages of the window. Memory history: a desktop window has no address to keep. */
export const router = createRouter({
  history: createMemoryHistory(),
  routes: [
    { path: '/', redirect: '/experiment' },
    {
      path: '/experiment',
      name: 'experiment',
      component: () => import('./experiment/View.vue'),
    },
    { path: '/runs', name: 'runs', component: () => import('./runs/View.vue') },
    { path: '/runs/:id', name: 'run', component: () => import('./runs/View.vue') },
    { path: '/compare', name: 'compare', component: () => import('./compare/View.vue') },
    { path: '/data', name: 'data', component: () => import('./dataset/View.vue') },
    { path: '/predict', name: 'predict', component: () => import('./predict/View.vue') },
    { path: '/help', name: 'help', component: () => import('./help/View.vue') },
    { path: '/settings', name: 'settings', component: () => import('./settings/View.vue') },
    { path: '/:rest(.*)*', redirect: '/experiment' },
  ],
})
