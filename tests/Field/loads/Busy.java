/** Keeps THREADS threads busy for SECONDS. Usage: java Busy.java SECONDS THREADS */
public class Busy {
    static volatile long[] counts;

    public static void main(String[] arguments) throws InterruptedException {
        int threads = Integer.parseInt(arguments[1]);
        counts = new long[threads * 16];
        for (int i = 0; i < threads; i++) {
            int own = i * 16;
            Thread thread = new Thread(() -> {
                while (true) {
                    counts[own]++;
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
        Thread.sleep(Long.parseLong(arguments[0]) * 1000);
    }
}
