// Picture of the enterprise layer.
import { pointLayerPictures } from './point-picture.ts';

pointLayerPictures('enterprise');
