// Picture of the stockItem layer.
import { pointLayerPictures } from './point-picture.ts';

pointLayerPictures('stockItem');
