// A list of shelters of any length, as a township would send it.
export const manyShelters = (rows: number): string => {
  const lines = ['编号,名称,类别,安置容量,管理员,联系电话,地址,经度,纬度'];
  for (let index = 0; index < rows; index += 1) {
    const [longitude, latitude] = [119 + (index % 700) / 1000, 28 + (index % 900) / 1000];
    lines.push(`S${index},第${index}避灾点,短期固定,${index % 500},王芳,138${String(index).padStart(8, '0')},古市镇人民路${index}号,${longitude.toFixed(6)},${latitude.toFixed(6)}`);
  }
  return lines.join('\n');
};
