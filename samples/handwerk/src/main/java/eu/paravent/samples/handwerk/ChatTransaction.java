package eu.paravent.samples.handwerk;

import eu.paravent.client.store.HostTransaction;
import jakarta.annotation.Priority;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** Lets the chat take part in the transaction that the container has begun on this thread. */
@ApplicationScoped
public class ChatTransaction {
  // tag::transaction[]
  @Resource TransactionSynchronizationRegistry transactions;

  /** Made with the application: threads that are not the container's cannot look it up later. */
  public void begin(@Observes @Priority(1) @Initialized(ApplicationScoped.class) Object started) {}

  /** What is sent in it goes out as soon as it is committed, and has never been otherwise. */
  public HostTransaction active() {
    return HostTransaction.active(
        action -> transactions.registerInterposedSynchronization(new AfterCommit(action)));
  }

  private record AfterCommit(Runnable action) implements Synchronization {
    @Override
    public void beforeCompletion() {
      // the message lies in the transaction already
    }

    @Override
    public void afterCompletion(int status) {
      if (status == Status.STATUS_COMMITTED) {
        action.run();
      }
    }
  }
  // end::transaction[]
}
