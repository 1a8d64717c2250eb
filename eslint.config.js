import js from '@eslint/js'
import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import accessibility from 'eslint-plugin-vuejs-accessibility'
import globals from 'globals'
import typescript from 'typescript-eslint'

export default typescript.config(
  {
    ignores: [
      'node_modules',
      'out',
      'dist',
      '.native',
      '.setup',
      'test-results',
      '**/generated/**',
    ],
  },
  js.configs.recommended,
  ...typescript.configs.strict,
  ...vue.configs['flat/recommended'],
  ...accessibility.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: typescript.parser } },
  },
  {
    files: ['src-renderer/**'],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ['scripts/**', '*.js', '*.cjs', 'bench/**', 'test/**', 'resources/**'],
    languageOptions: { globals: globals.node },
  },
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-require-imports': 'off',
      'max-lines': ['error', { max: 300, skipComments: true, skipBlankLines: true }],
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'node:assert', message: 'Tests use vitest’s expect.' }] },
      ],
      'vue/multi-word-component-names': 'off',
      'vue/no-v-html': 'error',
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
    },
  },
  {
    // Raw IPC has one door; see src-main/ipc/register.ts and src-preload/index.ts.
    files: ['src-main/**', 'src-renderer/**'],
    ignores: ['src-main/ipc/register.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        { selector: "Identifier[name='ipcMain']", message: 'Only src-main/ipc/register.ts.' },
        { selector: "Identifier[name='ipcRenderer']", message: 'Only src-preload/index.ts.' },
      ],
    },
  },
  prettier,
)
