using System.Globalization;
using CoreTop.Fuzz;

// dotnet run -c Release --project tests/CoreTop.Fuzz -- --inputs 100000 [--target NAME] [--seed 36] [--try FILE]
return FuzzProgram.Run(args, CultureInfo.InvariantCulture);
