// Picture of the hazardPoint layer.
import { pointLayerPictures } from './point-picture.ts';

pointLayerPictures('hazardPoint');
