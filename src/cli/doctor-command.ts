export const runDoctor = async () => 0
