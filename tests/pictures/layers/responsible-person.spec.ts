// Picture of the responsiblePerson layer.
import { pointLayerPictures } from './point-picture.ts';

pointLayerPictures('responsiblePerson');
