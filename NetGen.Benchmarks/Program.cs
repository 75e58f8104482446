System.Console.WriteLine("NetGen");
