declare module 'swagger-ui-dist/absolute-path.js' {
  const assetsFolder: () => string;
  export default assetsFolder;
}
