// Picture of the specialSite layer.
import { pointLayerPictures } from './point-picture.ts';

pointLayerPictures('specialSite');
