// Picture of the stockpile layer.
import { pointLayerPictures } from './point-picture.ts';

pointLayerPictures('stockpile');
