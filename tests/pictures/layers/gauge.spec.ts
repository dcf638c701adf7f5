// Picture of the gauge layer.
import { pointLayerPictures } from './point-picture.ts';

pointLayerPictures('gauge');
