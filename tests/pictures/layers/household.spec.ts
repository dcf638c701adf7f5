// Picture of the household layer.
import { pointLayerPictures } from './point-picture.ts';

pointLayerPictures('household');
