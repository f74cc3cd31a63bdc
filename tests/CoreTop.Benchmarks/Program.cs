using CoreTop.Benchmarks.Analysis;

// Prints times, asserts none: a machine's speed is no test. Run it in Release: dotnet run -c Release --project tests/CoreTop.Benchmarks
DiagnosisBenchmarks.Run();
