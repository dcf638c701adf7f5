// Picture of the shelter layer.
import { pointLayerPictures } from './point-picture.ts';

pointLayerPictures('shelter');
